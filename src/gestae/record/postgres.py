"""The log in PostgreSQL: the same tables, triggers and seals, in a schema of its own, for several servers and users at once.

Whoever appends holds an advisory lock until the commit is on the disk, so entries are committed in the order of their indices.
"""

import errno
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from gestae.model import Refusal
from gestae.model.address import Address
from gestae.record.database import WAIT_S, Row, busy, of_format
from gestae.record.sql_log import SqlLog

if TYPE_CHECKING:
    import psycopg

FORMAT = 1
PATIENCE = {
    "connect_timeout": "10",  # seconds
    "tcp_user_timeout": "30000",  # milliseconds without an answer, so that a cut cable is noticed
    "keepalives_idle": "10",
    "application_name": "gestae",
}

SCHEMA = (
    """CREATE FUNCTION entry_id(bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT convert_from($1, 'UTF8')::json ->> 'id' $$""",
    "CREATE TABLE entry (idx bigint PRIMARY KEY, body bytea NOT NULL, hash bytea NOT NULL)",
    "CREATE UNIQUE INDEX entry_id ON entry (entry_id(body))",
    """CREATE TABLE disclosure (entry text NOT NULL, salt text NOT NULL, name text NOT NULL, value text NOT NULL,
                         PRIMARY KEY (entry, name))""",
    "CREATE TABLE node (level integer NOT NULL, idx bigint NOT NULL, hash bytea NOT NULL, PRIMARY KEY (level, idx))",
    "CREATE TABLE checkpoint (size bigint NOT NULL, note bytea NOT NULL, PRIMARY KEY (size, note))",
    "CREATE TABLE blob (name text PRIMARY KEY, data bytea NOT NULL)",
    "ALTER TABLE blob ALTER COLUMN data SET STORAGE EXTERNAL",
    "CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$",
    """CREATE FUNCTION entry_next() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.idx <> (SELECT COALESCE(MAX(idx) + 1, 0) FROM entry) THEN
        RAISE EXCEPTION 'an entry only comes after the last';
    END IF;
    RETURN NEW;
END $$""",
    "CREATE TRIGGER entry_next BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_next()",
    "CREATE TRIGGER entry_kept BEFORE DELETE OR TRUNCATE ON entry EXECUTE FUNCTION never('an entry is never deleted')",
    "CREATE TRIGGER entry_same BEFORE UPDATE ON entry EXECUTE FUNCTION never('an entry is never changed')",
    "CREATE TRIGGER disclosure_same BEFORE UPDATE ON disclosure EXECUTE FUNCTION never('a disclosure is never changed')",
    """CREATE TRIGGER checkpoint_kept BEFORE DELETE OR TRUNCATE ON checkpoint
    EXECUTE FUNCTION never('a checkpoint is never deleted')""",
    "CREATE TRIGGER checkpoint_same BEFORE UPDATE ON checkpoint EXECUTE FUNCTION never('a checkpoint is never changed')",
    "CREATE TRIGGER blob_same BEFORE UPDATE ON blob EXECUTE FUNCTION never('a blob is never changed')",
)

MAY_WRITE = """
SELECT has_table_privilege('entry', 'INSERT') AND NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'
"""


class PostgresLog(SqlLog):
    """The log at this address, which is there already; ``making`` makes one."""

    def __init__(self, address: Address) -> None:
        self.postgres = PostgresDatabase(address)
        super().__init__(self.postgres)
        try:
            self.postgres.find()
        except BaseException:
            self.close()
            raise

    @classmethod
    @contextmanager
    def making(cls, address: Address) -> Iterator[SqlLog]:
        """A new log to put the first entries in; it is there on leaving, whole, or not at all. Refuses a place that is taken."""
        database = PostgresDatabase(address)
        try:
            with database.writing():
                database.make()
                yield SqlLog(database)
        finally:
            database.close()


class PostgresDatabase:
    """One connection, made anew when the last one was lost. Every statement but those within ``writing`` stands for itself."""

    entry_id = "entry_id(body)"

    def __init__(self, address: Address) -> None:
        self.address = address
        self.name = str(address)
        self.is_writing = False
        self._waiting: list[tuple[str, Sequence[object]]] = []
        self._connection = self._connected()

    @property
    def can_write(self) -> bool:
        """Whether this user may, on this server."""
        return bool(self.rows(MAY_WRITE)[0][0])

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        with self._told():
            self._send()
            return self._ready().execute(_marked(statement), values or None).fetchall()

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        if self.is_writing:
            self._waiting.append((statement, values))
            return
        with self._told():
            self._ready().execute(_marked(statement), values or None)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        filled = [list(column) for column in zip(*rows, strict=True)]
        if filled:
            arrays = ", ".join(
                f"%b::{TYPES.get(column, 'text')}[]" for column in columns
            )  # in text, bytes would be escaped one by one
            self.run(f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays})", filled)  # noqa: S608 - our own names

    def has_table(self, table: str) -> bool:
        return self.rows("SELECT to_regclass(?)", (f'"{self.address.schema}".{table}',))[0][0] is not None

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._told():
            lock = f"SELECT pg_advisory_xact_lock(hashtextextended('gestae {self.address.schema}', 0))"
            self._ready().execute(_marked(f"BEGIN; {lock}"))
        self.is_writing = True
        try:
            yield
            with self._told("while it was committing: whether the last entries are in is not known"):
                self._send("COMMIT")
        except BaseException:
            with suppress(Exception):  # the trouble that led here is the one to tell
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._waiting.clear()
            self.is_writing = False

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        with self._told():
            self._ready().execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            with suppress(Exception):  # it only read: there is nothing to keep
                self._connection.execute("ROLLBACK")

    def scrub(self) -> None:
        """The server's tables are rewritten; what its archived logs and its backups hold is its keeper's to erase."""
        self.run("VACUUM FULL disclosure")
        self.run("VACUUM FULL blob")

    def _send(self, last: str = "") -> None:
        """What waits to be written, in one go: each answer that is waited for is a way to the server and back."""
        waiting = [*self._waiting, *([(last, ())] if last else [])]
        self._waiting.clear()
        if waiting:
            with self._ready().pipeline():
                done = [self._connection.execute(_marked(statement), values or None) for statement, values in waiting]
            if last and done[-1].statusmessage != last:  # a transaction in which something failed ends without a word
                raise ConnectionError(errno.EIO, "the database did not take what was to be written", self.name)

    def faults(self) -> Iterator[str]:
        """None of its own: what the server finds damaged, it refuses to read."""
        return iter(())

    def find(self) -> None:
        """Refuses a database in which this case is not."""
        kept = self.rows("SELECT obj_description(to_regnamespace(?), 'pg_namespace')", (f'"{self.address.schema}"',))[0][0]
        told = json.loads(kept) if str(kept).startswith("{") else {}
        if "gestae" not in told or not self.has_table("entry"):
            raise Refusal(
                self.name,
                "there is no case of this name in the database.",
                "A case in a database is one that 'gestae new' made there.",
                "Give the address of a case, or make one.",
            )
        of_format(self.name, int(told["gestae"]), FORMAT)

    def make(self) -> None:
        schema = self.address.schema
        if self.rows("SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace(?) LIMIT 1", (f'"{schema}"',)):
            raise Refusal(
                self.name,
                "there is already a case here, or something else of its name.",
                "A new case needs a place of its own.",
                "Choose another name, as in postgresql://host/database/name.",
            )
        self.run(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
        for statement in SCHEMA:
            self.run(statement)
        self.run(f"""COMMENT ON SCHEMA "{schema}" IS '{json.dumps({"gestae": FORMAT})}'""")

    def close(self) -> None:
        self._connection.close()

    def _ready(self) -> "psycopg.Connection[Row]":
        if self._connection.closed and self.is_writing:
            raise ConnectionError(errno.ECONNRESET, "the connection to the database was lost", self.name)
        if self._connection.closed:
            self._connection = self._connected()
        return self._connection

    def _connected(self) -> "psycopg.Connection[Row]":
        try:
            import psycopg  # noqa: PLC0415 - an extra, and whoever keeps a case in a folder need not have it
            from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415
        except ImportError as e:
            raise Refusal(
                self.name,
                "the part that talks to PostgreSQL is not installed.",
                "A case in a database needs it.",
                "Install it with: pip install 'gestae[team]'",
            ) from e
        try:
            given = conninfo_to_dict(self.address.database)
        except psycopg.ProgrammingError as e:
            raise Refusal(
                self.name,
                f"this is no address of a database ({_line(e)}).",
                "It cannot be found.",
                "Write postgresql://host/database.",
            ) from e
        try:
            connection = psycopg.connect(autocommit=True, **{**PATIENCE, **given})  # type: ignore[arg-type]
            connection.execute(
                f"""SET search_path = "{self.address.schema}"; SET synchronous_commit = on; SET client_encoding = 'UTF8';
                SET lock_timeout = '{WAIT_S:.0f}s'""".encode()
            )
        except psycopg.OperationalError as e:
            raise _unreached(self.name, _line(e)) from e
        return connection

    @contextmanager
    def _told(self, when: str = "") -> Iterator[None]:
        """PostgreSQL's troubles in the words of this house."""
        import psycopg  # noqa: PLC0415

        try:
            yield
        except psycopg.Error as e:
            raise _translated(e, self.name, when) from e


TYPES = {"idx": "int8", "level": "int4", "size": "int8", "body": "bytea", "hash": "bytea", "note": "bytea", "data": "bytea"}

UNREACHED = (
    ("does not exist", "the server has no such database or user", "Make it with 'createdb', or correct the address."),
    ("authentication failed", "the server does not let you in", "Correct the name, or give the password in ~/.pgpass."),
    ("no password supplied", "the server asks for a password", "Give it in ~/.pgpass, or in PGPASSWORD."),
)


def _unreached(name: str, words: str) -> Exception:
    """A request that the server turns down is refused; a server that does not answer is trouble."""
    for part, what, next_ in UNREACHED:
        if part in words:
            return Refusal(name, f"{what} ({words}).", "The case in it cannot be opened.", next_)
    return ConnectionError(errno.ECONNREFUSED, f"the database server does not answer ({words})", name)


def _translated(e: "psycopg.Error", name: str, when: str) -> Exception:
    state = e.sqlstate or ""
    match state:
        case "55P03":
            return busy(name)
        case "53100":
            return OSError(errno.ENOSPC, "the disk of the database server is full", name)
        case "25006":
            return OSError(errno.EROFS, "the database cannot be written to", name)
        case "42501":
            return OSError(errno.EACCES, "the database does not let you do this", name)
        case "42P06" | "42P07" | "23505" if "pg_" in str(e):
            return Refusal(name, "somebody else is making a case here.", "It is theirs now.", "Choose another name, or add to it.")
        case "XX001" | "XX002":
            return OSError(errno.EIO, f"the database server finds its files damaged ({_line(e)})", name)
    if state[:2] in ("08", "57") or (not state and _is_cut(e)):
        return ConnectionError(errno.ECONNRESET, f"the connection to the database was lost {when or f'({_line(e)})'}", name)
    return e


def _is_cut(e: "psycopg.Error") -> bool:
    import psycopg  # noqa: PLC0415

    return isinstance(e, psycopg.OperationalError | psycopg.InterfaceError)


def _line(e: Exception) -> str:
    return " ".join(str(e).split()).rstrip(".")


def _marked(statement: str) -> bytes:
    """With the marks for values that psycopg knows. No words of others ever stand in a statement."""
    return statement.replace("?", "%s").encode()
