"""An office with a case of two documents, and what it does with bundles."""

from gestae.desk.bundle.checking import check_bundle
from gestae.desk.bundle.exporting import export_bag
from gestae.record.bundle.bag import Sum, tag_files

STATEMENT = b"On Monday Ida Fennimore handed the lamp to Perrin Oyelaran.\n"
LETTER = b"Perrin Oyelaran handed the lamp to Sol Adeyemi.\n"


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


def bag_again(path):
    """Makes all four manifests anew, as somebody with a BagIt program does."""
    found = files(path)
    info = dict(line.split(": ", 1) for line in found["bag-info.txt"].decode().splitlines())
    payload = {place: Sum.of(content) for place, content in found.items() if place.startswith("data/")}
    version = info["Bag-Software-Agent"].removeprefix("Gestae ")
    for place, content in tag_files(payload, info["External-Identifier"], info["Bagging-Date"], version).items():
        (path / place).write_bytes(content)
