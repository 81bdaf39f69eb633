"""Where a test keeps one log: in a file, or in a database."""

import itertools

from gestae.model.address import Address
from gestae.record import SqliteLog
from gestae.record.postgres import PostgresLog

NUMBERS = itertools.count()


class Place:
    """Where a test keeps one log: opened as often as it likes, and got at behind its back."""

    def __init__(self, sort, tmp_path, server):
        self.sort, self.file, self.server = sort, tmp_path / "log.sqlite", server
        self.opened = []
        if sort == "postgres":
            self.address = Address(server.address(f"log{next(NUMBERS)}"))
            with PostgresLog.making(self.address):
                pass
        else:
            SqliteLog(self.file, create=True).close()

    def open(self):
        if self.sort == "postgres":
            self.opened.append(PostgresLog(self.address))
        else:
            self.opened.append(SqliteLog(self.file))
        return self.opened[-1]

    def attack(self, *statements):
        """Somebody with a database program and every right."""
        log = self.open()
        for statement in statements:
            log.db.run(statement)
        log.close()

    def without_triggers(self, *statements):
        if self.sort == "postgres":
            self.attack("SET session_replication_role = replica;" + ";".join(statements))
        else:
            log = self.open()
            for (name,) in log.db.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
                log.db.run(f"DROP TRIGGER {name}")
            log.close()
            self.attack(*statements)

    @classmethod
    def of(cls, request):
        """One of the sort that a fixture is asked for by its parameter, closed when the test is done."""
        server = request.getfixturevalue("postgres") if request.param == "postgres" else None
        place = cls(request.param, request.getfixturevalue("tmp_path"), server)
        request.addfinalizer(place.close)
        return place

    def close(self):
        for log in self.opened:
            log.close()
