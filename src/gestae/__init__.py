"""Gestae: from the documents of an investigation to a brief in which every line rests on its words."""

__version__ = "0.1.0"
