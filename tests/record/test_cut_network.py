"""The network to the database is cut at any moment: what was acknowledged is in, and the message says what is not known."""

import itertools
import socket
import threading

import pytest
from log_places import Place

from gestae.model.address import Address
from gestae.record import Act, uuid7, write
from gestae.record.postgres import PostgresLog
from gestae.record.verify import verify

AT = 1_790_000_000_000
CASE = uuid7(AT)


class Line:
    """A line to the server that lets so many bytes through in all, both ways, and then is dead."""

    def __init__(self, server, most):
        self._socket, self._left = str(server.folder / ".s.PGSQL.5432"), most
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        try:
            near, _ = self._listening.accept()
        except OSError:
            return
        far = socket.socket(socket.AF_UNIX)
        far.connect(self._socket)
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one, other):
        try:
            while self._left > 0 and (data := one.recv(256)):
                self._left -= len(data)
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            end.close()

    def close(self):
        self._listening.close()


def appended(address):
    """Entries acknowledged over this line until it is dead, and what was said then."""
    done = []
    try:
        log = PostgresLog(address)
        for number in itertools.count():
            note = write(Act("note.added", {"n": number}, {"note": "lamp"}), case=CASE, at=AT, by="mbr-1")
            log.append([note])
            done.append(note.entry.id)
    except OSError as trouble:
        return done, trouble


@pytest.mark.parametrize("most", [300, 3_000, 9_000, 20_000, 20_500, 21_000, 21_500, 60_000])
def test_a_line_cut_after_so_many_bytes_loses_nothing_that_was_acknowledged(postgres, tmp_path, most):
    place = Place("postgres", tmp_path, postgres)
    line = Line(postgres, most)
    over = Address(f"postgresql://gestae@127.0.0.1:{line.port}/cases/{place.address.name}")
    done, trouble = appended(over)
    line.close()
    log = place.open()

    assert isinstance(trouble, ConnectionError)
    assert "database" in trouble.strerror
    assert [log.place(id_) for id_ in done] == list(range(len(done)))
    assert log.head - len(done) in (0, 1)
    assert [p.what for p in verify(log).problems] == []
    place.close()
