"""The vocabulary of time, as patterns and as numbers.

In a pattern a plain space stands for the white space of running text, a line break included; ``compiled`` puts it in.
"""

import re

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first",
    "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
    "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "second": "S", "minute": "M", "min": "M", "hour": "H", "hr": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W",
    "month": "M", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE", "quarter": "Q", "weekend": "WE",
}  # fmt: skip
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI", "dawn": "MO", "daybreak": "MO",
    "sunrise": "MO", "dusk": "EV", "sunset": "EV", "overnight": "NI", "nightfall": "EV",
}  # fmt: skip

_NUMBER_WORDS = {w: i for i, w in enumerate(ONES)} | {w: 10 * (i + 2) for i, w in enumerate(TENS)}
_SMALL = {"a": 1, "an": 1, "couple": 2, "half": 0.5, "dozen": 12}
_SCALE = {"hundred": 100, "thousand": 1000, "dozen": 12}

SPACE = r"(?:[\x20\t\u00a0\u2009\u202f]{1,4}|[\x20\t]{0,4}\n[\x20\t]{0,12})"


def _capital(words: tuple[str, ...]) -> str:
    return "|".join(f"{w.capitalize()}|{w.upper()}" for w in words)


_SHORT_MONTHS = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)"
LONG_MONTH = rf"(?-i:{_capital(MONTHS)})"
MONTH = rf"(?-i:{_capital(MONTHS)}|{_SHORT_MONTHS}\b\.?)"
LONG_WEEKDAY = rf"(?-i:{_capital(WEEKDAYS)})"
WEEKDAY = rf"(?-i:{_capital(WEEKDAYS)}|(?:Mon|Tues?|Wed|Weds|Thu|Thurs?|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)\b\.?)"
YEAR = r"(?:1\d{3}|20\d\d)"
SPOKEN_YEAR = (
    rf"(?:(?:nineteen|twenty)[ -](?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES[1:10])}))?|{'|'.join(ONES[10:])})|two thousand"
    rf"(?:(?: and)? (?:{'|'.join(ONES[1:])}))?)"
)
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
ORDINAL_DAY = rf"(?:(?:{DAY})(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d{{1,2}})?(?: \d/\d)?"
    rf"|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES[1:10])}))?"
    rf"|(?:{'|'.join(sorted(ONES[1:], key=len, reverse=True))})(?: (?:hundred|thousand|dozen))?"
    rf"|an? (?:hundred|dozen|thousand))"
)
VAGUE = (
    r"(?:several|some|many|a few|few|a number of|dozens of|hundreds of|thousands of|a couple of|a couple|couple of|various|"
    r"a matter of|recent)"
)
UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|century|centuries|"
    r"quarters?|weekends?)"
)
PART = r"(?:morning|afternoon|evening|night|dawn|dusk)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
ZONE = r"(?:GMT|UTC|BST|CES?T|EES?T|WES?T|IST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|AK[SD]T|HST|AES?T|AEDT|NZ[SD]T|[+-]\d\d:?\d\d)"

MONTH_STARTS = frozenset(MONTHS) | {m[:3] for m in MONTHS} | {"sept"}
WEEKDAY_STARTS = frozenset(WEEKDAYS) | {"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"}
NUMBER_STARTS = frozenset(ONES[1:]) | frozenset(TENS)
ORDINAL_STARTS = frozenset(w.split("-")[0] for w in ORDINALS)
DIGIT = "#"  # the start of every rule that may begin with a digit


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of running text, to be matched at the start of a word; it ends where a word does."""
    spaced = pattern.replace("[ -]", f"(?:{SPACE}|-)").replace(" ", SPACE)
    return re.compile(rf"(?:{spaced})(?!\w|[.,]\d)", re.IGNORECASE)


def number(words: str) -> float:
    """The number that figures or words say: "24", "1,200", "2 1/2", "twenty-five", "a hundred"; 0 when none."""
    words = " ".join(words.lower().replace(",", "").split())
    halves = re.fullmatch(r"(\d+) (\d)/(\d)", words)
    if halves:
        return int(halves[1]) + (int(halves[2]) / int(halves[3]) if int(halves[3]) else 0)
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    total: float = 0
    for word in re.split(r"[ -]+", words):
        if word in _SCALE and total:
            total *= _SCALE[word]
        elif word in _NUMBER_WORDS:
            total += _NUMBER_WORDS[word]
        elif word in _SMALL:
            total += _SMALL[word]
        elif word in _SCALE:
            total += _SCALE[word]
    return total


def year(words: str) -> int:
    """The year that figures or words say: "2021", "twenty twenty-one", "nineteen ninety-six", "two thousand and four"."""
    if words.isdigit():
        return int(words)
    first, _, rest = " ".join(words.lower().replace("-", " ").split()).partition(" ")
    if first == "two":
        return 2000 + int(number(rest.removeprefix("thousand").removeprefix(" and")))
    return int(number(first)) * 100 + int(number(rest))


def month(words: str) -> int:
    """The month, 1 to 12, that a name or its short form means."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(words.lower().rstrip(".")[:3]))


def weekday(words: str) -> int:
    """The day of the week, Monday 0, that a name or its short form means."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(words.lower().rstrip(".")[:3]))


def ordinal(words: str) -> int:
    """The number of "3rd", "third"."""
    figures = re.match(r"\d+", words)
    return int(figures[0]) if figures else ORDINALS.index("-".join(words.lower().split())) + 1


def unit(words: str) -> str:
    """``S M H D W M Y DE CE Q WE``: seconds, minutes and hours come with a leading ``T``."""
    word = words.lower()
    if word.startswith("centur"):
        return "CE"
    word = word.rstrip("s") if word not in ("s",) else word
    letter = UNITS[word]
    return f"T{letter}" if word in ("second", "minute", "min", "hour", "hr") else letter
