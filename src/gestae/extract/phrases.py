"""How remarks say things: the patterns of a log's last column. Groups ``who`` and ``to`` are names, ``not`` is a negation."""

import re

NAME = r"[A-Z][\w’'-]*\.?(?:[ ]?(?:[A-Z]\.)+)*(?:[ ](?:[A-Z]\.|[A-Z][\w’'-]+)){0,2}"
_INITIALS = r"(?:[A-Z]\.[ ]?){1,3}(?:[A-Z][\w’'-]+)?"
_NOT = r"(?P<not>(?i:\b(?:not|never|no)\b(?:\s+(?:been|yet))?\s+))?"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|eight)"
_CALLED = r"(?i:\b(?:called|announced|shouted|declared|cried)\b(?:\s+out)?)"
_QUOTE = r"[“\"](?P<%s>[^”\"]+)[”\"]"
_CHARGE = r"(?:rounds?|blanks?|cartridges?|bullets?|dumm(?:y|ies))"

CLAUSE = re.compile(
    r"[;,(]\s*|\)\s*[,;.]?\s*|\s+[–—]\s+|\s+/\s+|\s+-\s+(?=[A-Z]\.)"
    r"|(?:(?<=\w\w)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSc)(?<!\bNo)(?<!\bacc)|(?<=[\"”)]))\.\s+"
)
QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
LATER = re.compile(r"(?i:\b(?:to be|should|must|needs?|will|awaiting|due|please|pending|if)\b)")
HEDGE = re.compile(r"(?i:\b(?:possibly|probably|believed|apparently|maybe|thought to|perhaps|presumably)\b)")
PER = re.compile(
    r"[ ]?\(?(?i:\b(?:per|acc\.? to|according to|as told by|(?:as )?reported by|says|stated by|info(?:rmation)? from))\s+"
    rf"(?P<who>{NAME})\)?"
)
BY = re.compile(rf"(?i:\bby)\s+(?P<who>{NAME})")
INSPECTED = re.compile(
    rf"{_NOT}(?i:\b(?P<un>un)?(?:inspected|checked(?!\s+(?:out|in)\b)|examined|verified|tested)\b)"
    r"|(?P<none>(?i:\bno\s+(?:inspection|check)\b))"
)
RESULT = re.compile(
    r"(?i:(?:\d+|no|none|nil|all|both|zero|half|each|one|two|three)\b|empty|clear|ok\b|okay|barrel|bore|chambers?|cylinder"
    r"|magazine|safe\b|good|fine|intact|sound|found|dummy|damaged|worn|passed|failed|satisfactory|serviceable|dirty|in order"
    r"|correct|cold|hot|loaded\b|brakes?|seal|crack|leak)"
)
EXTENT = re.compile(rf"(?i:(?:only\s+)?{_NUMBER}\s+of\s+{_NUMBER}\s+\w+)\Z")
UNLOADED = re.compile(
    rf"{_NOT}(?i:\b(?:unloaded|emptied)\b)"
    rf"|(?i:\b(?:removed|ejected|took out)\s+(?=(?:\d+\s+)?[\w\s]*(?:{_CHARGE}|casings?)\b))"
)
LOADED = re.compile(r"(?i:(?<!un)\b(?:re)?loaded\b(?!\?)(?:\s+(?:with|w/))?)\s*(?P<rest>.*)\Z")
NOT_LOADING = re.compile(
    r"(?i:\bof\s+\d+\s+.*loaded\b"
    r"|\b(?:not|found|was|is|still|already|never|none|chambers?|rounds?)\s+(?:re)?loaded\b)"
)
SHOWN = re.compile(
    rf"{_NOT}(?i:\b(?:shown|showed|shewn|demonstrated|proved|displayed)(?:\s+(?:as|to be))?\s+(?:clear|empty|safe|cold|unloaded))"
    r"(?P<ask>\s*\?\s*(?P<answer>(?i:yes|no|y|n)\b)?|:\s*(?P<told>(?i:yes|no|y|n)\b))?"
    rf"(?:\s+(?i:to)\s+(?P<to>{NAME})(?:(?:\s+and|,|\s*&)\s+(?P<to2>{NAME}))?)?"
)
CALL = re.compile(
    rf"(?:(?P<subject>{NAME})\s+)?(?P<neg1>(?i:not|never)\s+)?{_CALLED}\s*[:,]?\s*{_QUOTE % 'after'}"
    rf"|{_QUOTE % 'before'}\s*(?:(?i:was)\s+)?(?P<neg2>(?i:not|never)\s+)?{_CALLED}"
    r"|(?P<bare>(?i:\b(?:hot|cold|live|clear|safe)(?:\s+(?:weapon|gun|set|line|firearm|pistol|rifle|revolver))?))\s+"
    rf"(?P<neg3>(?i:not|never)\s+)?{_CALLED}"
)
FIRED = re.compile(
    r"(?P<not>(?i:\b(?:not|never|none|no\s+(?:shots?|rounds?)|un)\s*))?"
    r"(?i:\b(?<!dry )(?:fired|discharged|went off|discharge)\b(?P<ask>\?)?|(?<=un)fired\b)"
)
ACCIDENT = re.compile(r"(?i:\b(?:accident(?:al(?:ly)?)?|negligent(?:ly)?|unintend(?:ed|edly)|unintentional(?:ly)?|by mistake)\b)")
SPENT = re.compile(r"(?i:\d+ (?:casings?|shells?|cases?|shots?)\b)")
SET_DOWN = re.compile(
    r"(?P<not>(?i:\bnot\s+))?(?i:\b(?:left|placed|put|set|laid|dropped|abandoned|parked|hung)(?:\s+(?:down|unattended|back|away))?"
    r"\s+(?:on|in|at|by|under|beside|next to|behind|inside|against|near|outside|underneath|beneath|upon)\s+)(?P<place>.+)\Z"
)
PICKED_UP = re.compile(
    r"(?P<verb>(?i:\b(?:picked up|collected|retrieved|recovered|received|found|taken|lifted)))"
    rf"(?:\s+(?i:by)\s+{NAME})?(?:\s+(?i:lying|unattended|again))?"
    r"\s+(?i:(?:off of|from|on|off|at|in|under|by|beside))\s+(?P<place>.+)\Z"
)
IS_AT = re.compile(
    rf"(?P<who>{_INITIALS}|{NAME})\s+(?i:(?:was\s+|is\s+|still\s+)?(?:at|in|on)\s+)(?P<place>[^\d\W][\w ’'-]{{1,40}})\Z"
)
CONTENTS = re.compile(
    rf"(?i:\b(?P<no>no\s+)?(?:{_NUMBER}\s+|a\s+)?(?P<what>(?:live|dummy|blank|quarter|half|full|spent)[\w -]*?{_CHARGE})"
    r"\s+(?:found|in|inside|remaining|left|still in|discovered|chambered)\b)"
)
TAKEN_OUT = re.compile(
    r"(?i:(?:\A(?:ex|from|out of)|\b(?:drawn|removed|withdrawn|taken out|issued)\s+(?:from|ex|out of))\s+)"
    r"(?i:the\s+)?(?P<place>[\w ’'.-]+?)"
    r"(?=\s+(?i:by|at)\b|\Z)"
)
BOTH = re.compile(r"(?i:\s*\bby both\b(?: (?:parties|of them))?)")
_TO = rf"(?:{NAME}|(?i:(?:the\s+)?(?:\d(?:st|nd|rd)\s+)?(?!both\b|all\b|be\b)[a-z]+))"
SHOWN_TO = re.compile(
    rf"(?P<not>(?i:\b(?:not|never|no)\s+))?(?i:\b(?:shown|showed|displayed|demonstrated|show[ -]?clear(?:ed|ance)?)"
    rf"(?:\s+to\s+(?P<to>(?-i:{_TO}))(?:(?:\s+and|,|\s*&)\s+(?P<to2>(?-i:{_TO})))?)?)"
)
WHILE = re.compile(r"(?i:\s+(?:during|while|whilst|when|before|after|until|overnight|unattended|over lunch)\b)")
COUNT = re.compile(
    r"(?i:(?:with\s+)?(?:\d+|one|two|three|four|five|six|a|an)\s*(?:(?:x|×|ml|mg|g|kg|l|litres?|cc|gallons?)\b\s*(?:of\s+)?)?)(?=[^\d\s])"
)
RETURNED = re.compile(rf"(?i:\b(?:returned|brought back|handed in|put back)\s+by)\s+(?P<who>{NAME})")
