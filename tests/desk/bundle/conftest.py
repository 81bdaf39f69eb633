import pytest

from gestae.desk.bundle.checking import check_bundle
from gestae.desk.bundle.exporting import export_bag

STATEMENT = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"
LETTER = b"Perrin Oyelaran handed the lamp to Sol Adeyemi.\n"


@pytest.fixture
def office(desk):
    """An office with a case of two documents, and what it does with bundles."""
    return Office(desk)


class Office:
    def __init__(self, desk, name="case"):
        self.desk, self.name, self.roof = desk, name, desk.roof
        with desk.open(name) as case:
            desk.receive(case, ("statement.txt", STATEMENT), ("letter.txt", LETTER))

    def open(self):
        return self.desk.open(self.name)

    def add(self, *documents):
        with self.open() as case:
            self.desk.receive(case, *documents)

    def do(self, decide):
        with self.open() as case:
            return decide(case)

    def export(self, to="bundle", *rules):
        with self.open() as case:
            return export_bag(case, self.roof / to, rules)

    def check(self, to="bundle", receipt=None, keys=()):
        return check_bundle(self.roof / to, receipt, keys, environment=self.desk.environment)


def files(folder):
    """Every file of a bundle by its place."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
