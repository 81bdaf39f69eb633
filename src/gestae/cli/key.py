"""``gestae key``: the key that seals your records: on paper, restored, changed, locked."""

import os
import sys
from pathlib import Path

import click

from gestae.cli.show import as_json, clock, deliver, format_option, out_option, refuse_unwritable, say

ACTIONS = ("paper", "restore", "change", "protect", "card")


@click.command(
    "key",
    epilog="""\b
Examples:
  gestae key
  gestae key --protect
  gestae key --paper --out key-on-paper.txt
  gestae key --restore typed.txt
  gestae key --change
  gestae key --card --out robin.card

The passphrase is the first line of the file that GESTAE_PASSPHRASE_FILE names. Without that setting it is asked for, on a
terminal only.""",
)
@click.option("--paper", is_flag=True, help="A page to print and to keep in a safe: the encrypted key, and how to put it back.")
@click.option("--restore", metavar="FILE", help="Put the key back from the lines of that page, typed into a file (or '-').")
@click.option("--change", is_flag=True, help="Make a key that follows this one, signed by both.")
@click.option("--protect", is_flag=True, help="Encrypt the key with the passphrase.")
@click.option("--card", is_flag=True, help="Your card for a shared case: name, number and key, signed. Send it to a lead.")
@out_option
@format_option("text", "json")
def command(*, out: Path | None, form: str, **asked: object) -> int:
    """Show the key that seals your records, keep it on paper, put it back, or change it."""
    actions = [name for name in ACTIONS if asked[name]]
    if len(actions) > 1:
        raise click.UsageError(f"--{actions[0]} and --{actions[1]} are two things to do; give one at a time.")
    if out is not None and actions not in (["paper"], ["card"]):
        raise click.UsageError("--out goes with --paper or --card.")
    refuse_unwritable(out)
    match actions:
        case ["paper"]:
            return _paper(out)
        case ["restore"]:
            return _restore(str(asked["restore"]), form)
        case ["change"]:
            return _change(form)
        case ["card"]:
            return _card(out)
        case ["protect"]:
            return _protect(form)
        case _:
            return _show(form)


def _show(form: str) -> int:
    from gestae.desk import keys  # noqa: PLC0415

    protected, file = keys.is_protected(os.environ), keys.key_file(os.environ)
    key = keys.own_key(os.environ, _words(protected)).public_key().public_bytes_raw()
    if form == "json":
        told = {"number": keys.number(key), "key": keys.shown(key), "file": str(file), "protected": protected}
        deliver(as_json(told), None)
    else:
        say(f"Key {keys.number(key)}: {keys.shown(key)}")
        say(f"It lies in {file}, {'encrypted' if protected else 'not encrypted: gestae key --protect'}.")
    return 0


def _paper(out: Path | None) -> int:
    from gestae.desk import key_file, key_paper, keys  # noqa: PLC0415
    from gestae.desk.member import this_member  # noqa: PLC0415

    protected = keys.is_protected(os.environ)
    words = _passphrase("A key on paper is encrypted.", new=not protected)
    key = keys.own_key(os.environ, words if protected else None)
    number = keys.number(key.public_key().public_bytes_raw())
    deliver(key_paper.paper(key_file.written(key, words), number, this_member(os.environ).name), out)
    return 0


def _restore(file: str, form: str) -> int:
    from gestae.desk import key_paper, keys  # noqa: PLC0415
    from gestae.model import Refusal  # noqa: PLC0415

    try:
        typed = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError as e:
        raise Refusal(file, f"the file cannot be read ({e.strerror}).", "Nothing was changed.", "Name the file you typed.") from e
    key, aside = keys.restore(key_paper.typed(typed), _passphrase("The key on paper is encrypted."), os.environ)
    if form == "json":
        deliver(as_json({"number": keys.number(key), "key": keys.shown(key), "aside": str(aside) if aside else None}), None)
    else:
        say(f"Key {keys.number(key)} is back in its place.")
        if aside:
            say(f"The one that lay there is now {aside}.")
    return 0


def _change(form: str) -> int:
    from gestae.desk import keys  # noqa: PLC0415

    old, new = keys.change(os.environ, _words(keys.is_protected(os.environ)), clock())
    if form == "json":
        deliver(as_json({"old": keys.number(old), "number": keys.number(new), "key": keys.shown(new)}), None)
    else:
        say(f"Key {keys.number(new)} follows {keys.number(old)}, signed by both. Each case learns of it when next written to.")
        say("A paper of the old key is of no more use. Print the new one: gestae key --paper")
    return 0


def _protect(form: str) -> int:
    from gestae.desk import keys  # noqa: PLC0415

    keys.protect(os.environ, _passphrase("The key is to be encrypted.", new=True))
    if form == "json":
        deliver(as_json({"protected": True}), None)
    else:
        say("The key is encrypted. Nothing can be recorded without its passphrase: keep it, and print the key: gestae key --paper")
    return 0


def _card(out: Path | None) -> int:
    from gestae.desk import keys  # noqa: PLC0415
    from gestae.desk.members import card  # noqa: PLC0415

    keys.made(os.environ)
    deliver(card(os.environ, _words(keys.is_protected(os.environ))).decode(), out)
    return 0


def _words(protected: bool) -> bytes | None:
    return _passphrase("The key is encrypted.") if protected else None


def _passphrase(why: str, *, new: bool = False) -> bytes:
    """The one that the setting names, else asked for where somebody is there to answer."""
    from gestae.desk.key_file import PASSPHRASE, passphrase  # noqa: PLC0415
    from gestae.model import Refusal  # noqa: PLC0415

    words = passphrase(os.environ)
    if words is None and sys.stdin.isatty() and sys.stderr.isatty():
        words = str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)).encode()
    if not words:
        next_ = f"Write it in the first line of a file, and name the file in {PASSPHRASE}."
        raise Refusal("the passphrase", "none was given.", why, next_)
    return words


COMMAND = command
