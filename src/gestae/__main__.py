"""``python -m gestae``: the same as the command ``gestae``."""

from gestae.cli import main

main()
