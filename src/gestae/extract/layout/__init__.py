"""Layout: what sort of document a text is, and where its parts begin and end."""

from gestae.extract.layout.laying import lay_out

__all__ = ["lay_out"]
