"""Who said what: quotations and reported speech."""
