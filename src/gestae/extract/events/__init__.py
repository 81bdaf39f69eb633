"""Rules that find events in parsed sentences, a file for each sort."""
