"""The protocol monitor: rules as data, read over a log live or in bulk, and over the accounts of a case."""
