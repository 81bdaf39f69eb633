"""The desk in a browser: pages for people, rendered here, each one a URL that works without a script."""

from gestae.web.app import make_app

__all__ = ["make_app"]
