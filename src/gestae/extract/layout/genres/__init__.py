"""One recogniser a genre. To add a genre, add a file with a ``RECOGNISER``."""
