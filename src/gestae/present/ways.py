"""Ways: where a link leads. The brief is one page, and all its links stay on it; a desk has a page for everything."""

from gestae.model import Claim


class Ways:
    """Links within one page. ``source`` is where the claim's words stand, ``None`` where they stand in no text here."""

    def claim(self, claim: Claim, source: str | None) -> str:
        """To its words, else to the note on it."""
        return f"#w-{claim.id}" if source else f"#c-{claim.id}"


ON_ONE_PAGE = Ways()
