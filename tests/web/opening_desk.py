"""A desk opened in the same process, and a browser that has come in."""

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from serving_desk import HOST, ORIGIN
from starlette.testclient import TestClient

from gestae.desk.arrivals import Arrivals
from gestae.desk.case_file import open_case
from gestae.desk.workplace import Workplace
from gestae.web import make_app
from gestae.web.guard import COOKIE, Rules


def clock():
    return time.time_ns() // 1_000_000


def until(is_so, patience_s=60):
    """Waits for what another thread does."""
    end = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


@dataclass
class Desk:
    """An open desk and a browser that has come in by its link."""

    client: TestClient
    workplace: Workplace
    arrivals: Arrivals
    rules: Rules

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, data=None, **more):
        return self.client.post(path, data=data, headers={"Origin": ORIGIN, **more.pop("headers", {})}, **more)

    def add(self, name, words):
        """Gives a document to the desk, as the form does, and waits until it is read."""
        self.post("/sources", files={"files": (name, words.encode())})
        until(lambda: all(a.is_over for a in self.arrivals.all()))
        return self.arrivals.all()[-1]

    def claims(self):
        return {each.claim.id: each for each in self.workplace.register().claims()}


@contextmanager
def a_desk(path, environment):
    workplace = Workplace(open_case(path, clock=clock, environment=environment))
    arrivals = Arrivals(lambda: open_case(path, clock=clock, environment=environment))
    rules = Rules(frozenset({HOST}))
    client = TestClient(make_app(workplace, arrivals, rules), base_url=ORIGIN, follow_redirects=True)
    client.cookies.set(COOKIE, rules.enter(rules.key))
    try:
        yield Desk(client, workplace, arrivals, rules)
    finally:
        client.close()
        arrivals.close()
        workplace.close()


@contextmanager
def over_a_network(app, rules):
    """The desk's address, answered to by a server in this process."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    rules.hosts = frozenset({host})
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    serving.start()
    until(lambda: server.started)
    try:
        yield f"http://{host}"
    finally:
        server.should_exit = True
        serving.join()
        listening.close()
