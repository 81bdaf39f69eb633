"""The date and the zone of a document, as given on the command line."""

import re

import click

DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?\Z")
OFFSET = re.compile(r"[+-]\d\d:\d\d\Z")


def date_option(command: "click.decorators.FC") -> "click.decorators.FC":
    return click.option(
        "--date",
        metavar="DATE",
        callback=lambda _context, _option, given: checked_date(given),
        help="The date of the document (2021-12-11), against which 'Friday' and 'October 21' are understood.",
    )(command)


def zone_option(command: "click.decorators.FC") -> "click.decorators.FC":
    return click.option(
        "--zone",
        metavar="ZONE",
        callback=lambda _context, _option, given: checked_zone(given),
        help="The time zone of the document (America/Denver).",
    )(command)


def checked_date(given: str | None) -> str | None:
    """The date in EDTF, seconds written; refuses what is no date."""
    if given is None:
        return None
    from gestae.model.edtf import is_valid  # noqa: PLC0415

    date = given.strip().replace(" ", "T")
    if re.search(r"T\d\d:\d\d\Z", date):
        date += ":00"
    if not DATE.match(date) or not is_valid(date):
        raise _refusal("--date", given, "is not a date", "Write it as year-month-day, such as 2021-12-11.")
    return date


def checked_zone(given: str | None) -> str | None:
    if given is None:
        return None
    from zoneinfo import available_timezones  # noqa: PLC0415

    known = available_timezones()
    zone = given.strip()
    if zone in known or OFFSET.match(zone) or (not known and re.fullmatch(r"[A-Za-z_]+(/[A-Za-z_+-]+)*", zone)):
        return zone
    raise _refusal("--zone", given, "is not a time zone", "Write its IANA name, such as Europe/London or America/Denver.")


def _refusal(option: str, given: str, what: str, next_: str) -> Exception:
    from gestae.model import Refusal  # noqa: PLC0415

    return Refusal(option, f"'{given}' {what}.", "Times in the document cannot be set by it.", next_)
