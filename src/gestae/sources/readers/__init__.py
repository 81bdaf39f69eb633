"""One file a format: a module with a constant ``READER``. Others come by the entry point group ``gestae.readers``."""
