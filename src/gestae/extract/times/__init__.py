"""Times: English time expressions, what they say, and no more than they say."""

from gestae.extract.times.context import Direction, Tense
from gestae.extract.times.find import clock, document_date, find, next_day
from gestae.extract.times.mention import Relation, TimeMention, TimeType
from gestae.extract.times.narrative import Narrative

__all__ = ["Direction", "Narrative", "Relation", "Tense", "TimeMention", "TimeType", "clock", "document_date", "find", "next_day"]
