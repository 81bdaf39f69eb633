"""The same case for programs: JSON in and out, as ``openapi.json`` beside it says. One file a noun, each with its ``ROUTES``."""
