"""Bundles at the desk: a case handed over as files, with what is withheld left out; checked; opened by another office."""
