"""Who is named in a text, and who is meant by what stands for a name."""
