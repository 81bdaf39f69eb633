"""Setting manuscripts as documents: the same manuscript always gives the same bytes."""
