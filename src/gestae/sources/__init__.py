"""Bytes to text: what a named reader makes of a file, and what could not be read."""

from gestae.sources.intake import read
from gestae.sources.layers import layers
from gestae.sources.paths import fetch
from gestae.sources.reading import Attached, Found, Reader, Reading

__all__ = ["Attached", "Found", "Reader", "Reading", "fetch", "layers", "read"]
