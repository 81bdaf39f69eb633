"""A bundle: a case as a BagIt bag that a stranger can check, and what checks it."""
