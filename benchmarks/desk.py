"""The desk under load: a case of many documents and claims, several people clicking at once.

python benchmarks/desk.py [--documents 200] [--users 20] [--clicks 25] [--json]

Prints, for each page, how long the server took (median and 95th percentile, milliseconds), beside the bare answer of the same
server to ``/health`` in the same run; then the time from accepting a proposal to the page that shows it, and the most memory
of the server.
"""

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from gestae.desk.case_file import new, open_case
from gestae.desk.intake import from_bytes, receive
from gestae.desk.register import Register
from gestae.desk.review import accept

PEOPLE = (
    "Ida Fennimore", "Perrin Oyelaran", "Lucan Marsh", "Dolores Achterberg", "Teo Brandvold", "Greta Ossington", "Wendell Roark",
    "Hester Quill", "Marguerite Oduya", "Joaquin Prell", "Nadira Voss", "Anton Kerrigan", "Bea Tolliver", "Hollis Dravere",
)  # fmt: skip
ITEMS = ("revolver W-03", "revolver W-05", "lantern L-2", "key K-1", "rope R-9", "winch handle H-4")
CLAIMS_EACH = 25


class Click(NamedTuple):
    page: str
    seconds: float


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--documents", type=int, default=200)
    asked.add_argument("--users", type=int, default=20)
    asked.add_argument("--clicks", type=int, default=25, help="of each user")
    asked.add_argument("--json", action="store_true")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        claims = make_case(Path(folder), told.documents)
        found = measure(Path(folder), told.users, told.clicks)
    found["documents"], found["claims"], found["users"] = told.documents, claims, told.users
    print(json.dumps(found) if told.json else table(found))


def make_case(folder: Path, documents: int) -> int:
    """A case of statements about who handed what to whom, most of them accepted. Gives the number of claims."""

    environment = settings(folder)
    chance = random.Random(7)
    new(folder / "case", "Many documents", clock=clock, environment=environment)
    with open_case(folder / "case", clock=clock, environment=environment) as case:
        receive(case, from_bytes([(f"statement-{n:03}.txt", statement(chance, n).encode()) for n in range(documents)]))
        claims = [listed.claim.id for listed in Register.of(case).claims()]
        accept(case, claims[: len(claims) * 9 // 10])
    return len(claims)


def statement(chance: random.Random, number: int) -> str:
    lines = [f"STATEMENT OF {PEOPLE[number % len(PEOPLE)].upper()}", "28 September 2026", ""]
    lines.append(f"On {1 + number // 10} September 2026 I was at the mill.")
    for n in range(CLAIMS_EACH):
        giver, receiver = chance.sample(PEOPLE, 2)
        lines.append(f"At {6 + n // 2}:{chance.randrange(10, 59)} {giver} handed the {chance.choice(ITEMS)} to {receiver}.")
    return "\n".join(lines) + "\n"


def settings(folder: Path) -> dict[str, str]:
    return {**os.environ, "GESTAE_CONFIG_HOME": str(folder / "config"), "GESTAE_NAME": "Bea Tolliver"}


def clock() -> int:
    return time.time_ns() // 1_000_000


def measure(folder: Path, users: int, clicks: int) -> dict[str, object]:
    command = [sys.executable, "-m", "gestae", "serve", str(folder / "case"), "--no-browser"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings(folder))
    assert server.stdout is not None
    try:
        link = urlsplit(server.stdout.readline().split()[-1])
        desk = Desk(link.netloc)
        desk.come_in(f"{link.path}?{link.query}")
        started = time.perf_counter()
        paths = desk.paths()
        first = time.perf_counter() - started
        made: list[Click] = []
        people = [threading.Thread(target=desk.click_on, args=(paths, clicks, n, made)) for n in range(users)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        accepted = desk.accept_some(40)
        return {
            "first_look_s": round(first, 2),
            "health_ms": spread([c.seconds for c in made if c.page == "/health"]),
            "pages_ms": {
                page: spread([c.seconds for c in made if sort_of(c.page) == page])
                for page in sorted({sort_of(c.page) for c in made} - {"/health"})
            },
            "accept_ms": spread(accepted),
            "memory_mb": memory(server.pid),
        }
    finally:
        server.terminate()
        server.wait(timeout=10)


class Desk:
    """The pages of one server, as one person sees them."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.cookie = ""

    def come_in(self, path: str) -> None:
        connection = http.client.HTTPConnection(self.host)
        connection.request("GET", path)
        self.cookie = str(connection.getresponse().getheader("set-cookie")).partition(";")[0]

    def ask(self, connection: http.client.HTTPConnection, path: str, form: dict[str, str] | None = None) -> tuple[str, str | None]:
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if form is not None else "GET", path, urlencode(form) if form is not None else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        assert answer.status in (200, 303), (path, answer.status, body[:300])
        return body, answer.getheader("location")

    def paths(self) -> list[str]:
        """The pages in the navigation, a search, and a few pages of every sort that these lead to."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        navigation = self.ask(connection, "/")[0].partition("<nav")[2].partition("</nav>")[0]
        lists = [*re.findall(r'<li><a href="([^"]+)"', navigation), "/find?q=Marsh"]
        found: dict[str, list[str]] = defaultdict(list)
        for page in lists:
            for path in re.findall(r'href="(/[^"#?]+)', self.ask(connection, page)[0]):
                sort = sort_of(path)
                if sort.endswith("/ID") and len(found[sort]) < 8 and path not in found[sort]:
                    found[sort].append(path)
        return [*lists, *(path for some in found.values() for path in some)]

    def click_on(self, paths: list[str], clicks: int, seed: int, made: list[Click]) -> None:
        chance, connection = random.Random(seed), http.client.HTTPConnection(self.host, timeout=120)
        for _ in range(clicks):
            for page in (chance.choice(paths), *(("/health",) if chance.random() < 0.2 else ())):
                time.sleep(chance.random() * 2)
                before = time.perf_counter()
                self.ask(connection, page)
                made.append(Click(page, time.perf_counter() - before))

    def accept_some(self, number: int) -> list[float]:
        """Seconds from pressing Accept to having the page that shows it, one proposal after the other."""
        connection = http.client.HTTPConnection(self.host, timeout=120)
        waiting = re.findall(r'<a href="(/sources/src-[0-9a-f]{16})"><bdi>[^<]*</bdi></a> \d+ left', self.ask(connection, "/")[0])
        page = self.ask(connection, waiting[0])[0]
        took: list[float] = []
        while len(took) < number and (form := re.search(r'action="(/claims/clm-[0-9a-f]+)" class="deciding"', page)):
            before = time.perf_counter()
            to = self.ask(connection, form.group(1), {"do": "accept"})[1]
            assert to is not None
            page = self.ask(connection, to.partition("#")[0])[0]
            took.append(time.perf_counter() - before)
        return took


def sort_of(path: str) -> str:
    return re.sub(r"/[a-z]{3}-[0-9a-f]{16}", "/ID", path.partition("?")[0])


def spread(seconds: list[float]) -> list[float]:
    """Median and 95th percentile, in milliseconds."""
    if len(seconds) < 2:
        return [round(1000 * s, 1) for s in seconds * 2]
    return [round(1000 * statistics.median(seconds), 1), round(1000 * statistics.quantiles(seconds, n=20)[-1], 1)]


def memory(pid: int) -> int:
    """The most memory of a process so far, in MB."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(told.group(1)) // 1024 if told else 0


def table(found: dict[str, object]) -> str:
    lines = [f"{found['documents']} documents, {found['claims']} claims, {found['users']} people", ""]
    lines.append(f"{'page':28} {'median ms':>10} {'95 % ms':>10}")
    pages = found["pages_ms"]
    assert isinstance(pages, dict)
    for page, spread_ in {"(bare answer)": found["health_ms"], **pages, "accept to page": found["accept_ms"]}.items():
        assert isinstance(spread_, list)
        if spread_:
            lines.append(f"{page:28} {spread_[0]:10.1f} {spread_[1]:10.1f}")
    lines += ["", f"first look at every page {found['first_look_s']} s, most memory {found['memory_mb']} MB"]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
