"""A block quotation holds the words of whom the paragraph before it announces."""

from gestae.desk.intake import Offer
from gestae.desk.reading import read

PAGE = b"""<html><body><p>Ann Hale, the site manager, wrote on Friday:</p>
<blockquote>I inspected the hoist that morning. Nobody told me of a fault.</blockquote>
<p>Bob Stone handed the key to Ann Hale.</p></body></html>"""


def test_a_quotation_in_a_blockquote_is_found_and_its_words_are_the_speakers():
    case = read([Offer("page.html", lambda: PAGE)], clock=lambda: 0).case
    label = {a.id: a.label for a in case.agents}
    told = {(c.kind, label.get(c.by or "", "the page"), c.words("form")) for c in case.claims}

    assert ("statement", "the page", "direct") in told
    assert ("inspection", "Ann Hale", None) in told
    assert ("handover", "the page", None) in told
