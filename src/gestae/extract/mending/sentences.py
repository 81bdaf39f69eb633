"""Where no sentence can begin, told to the parser before it looks."""

from gestae.extract.lexicon import small
from gestae.extract.mending.tree import Doc, Token

ENDS = (".", "!", "?", ";", ":")
LONGEST = 200  # tokens without a stop
HALF_DAYS = ("a.m.", "p.m.", "am", "pm")


def no_sentence_begins_here(doc: Doc) -> Doc:
    """Before the parser: no sentence begins with a small letter, between two capitalised words, or after a time; every one ends."""
    words = [token.text for token in doc]
    since = 0
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        since = 0 if before in ENDS else since + 1
        if since >= LONGEST:
            doc[at].is_sent_start, since = True, 0  # no sentence is so long: a list, or a text without stops
        elif before.lower() in HALF_DAYS:
            _after_half_day(doc[at])
        elif (
            (before[-1].isalnum() or before in (",", "&"))
            and word != "I"
            and (word[0].islower() or (before[0].isupper() and word[0].isupper()))
        ):
            doc[at].is_sent_start = False
    return doc


def _after_half_day(token: Token) -> None:
    """ "At 11 a.m. Ann Kell called": one sentence; "… at 9 a.m. At 11 a.m. she called": two."""
    doc, at = token.doc, token.i - 2
    while at > 0 and (doc[at].text[0].isdigit() or doc[at].text == ":" or doc[at].lower_ in small("before_a_time")):
        if doc[at].text[0].isupper():
            break
        at -= 1
    opens = doc[max(at, 0)]
    if (
        opens.lower_ in small("before_a_time")
        and opens.text[0].isupper()
        and (opens.i == 0 or not opens.nbor(-1).text[-1].isalnum())
    ):
        token.is_sent_start = False
        opens.is_sent_start = True
    elif token.text[0].islower() or not token.text[0].isalnum():
        token.is_sent_start = False
    elif token.text in small("openers") or (token.text.istitle() and token.text not in small("of_a_time") and at + 1 < token.i - 2):
        token.is_sent_start = True  # "died shortly after 10 p.m. Actor Jonah Pell said …", but "at 10 p.m. Friday"
