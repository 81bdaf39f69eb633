"""Several people at one desk: nothing that one decided is lost, nothing is decided twice, each sees what the other did."""

import random
import threading
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from serving_desk import ORIGIN
from starlette.testclient import TestClient

from gestae.cli import gestae

DECISIONS = [40, pytest.param(500, marks=pytest.mark.full)]


def a_colleague(desk):
    return TestClient(
        desk.client.app, base_url=ORIGIN, follow_redirects=False, cookies=desk.client.cookies, headers={"Origin": ORIGIN}
    )


@pytest.mark.parametrize("number", DECISIONS)
def test_two_who_review_the_same_document_at_once_lose_and_double_nothing(desk, number):
    desk.add("log.txt", "".join(f"Ida Fennimore handed the lamp to Sol{n}.\n" for n in range(number)))
    claims = list(desk.claims())
    acknowledged, guard = [], threading.Lock()

    def reviews(seed):
        colleague, chance = a_colleague(desk), random.Random(seed)
        for claim in chance.sample(claims, len(claims)):
            does = chance.choice(("accept", "reject"))
            answer = colleague.post(f"/claims/{claim}", data={"do": does})
            said = parse_qs(urlsplit(answer.headers["location"]).query)["said"]
            with guard:
                acknowledged.append((claim, *said))

    both = [threading.Thread(target=reviews, args=(seed,)) for seed in (1, 2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    entries = [e for e in desk.workplace.register().dossier.entries if e.act in ("claim.accepted", "claim.rejected")]
    decided = sorted((str(e.entry.plain["claim"]), e.act.removeprefix("claim.")) for e in entries)

    assert len(acknowledged) == 2 * number
    assert decided == sorted((claim, said) for claim, said in acknowledged if said != "unchanged")
    assert {e.standing for e in desk.claims().values()} <= {"accepted", "rejected"}


def test_what_a_command_adds_meanwhile_shows_on_the_next_page(desk, tmp_path, environment):
    (tmp_path / "late.txt").write_text("Ida Fennimore handed the lamp to Sol.\n", encoding="utf-8")
    before = desk.get("/sources").text
    CliRunner().invoke(gestae, ["add", str(tmp_path / "mill-lane"), str(tmp_path / "late.txt")], env=environment)
    after = desk.get("/sources").text

    assert "late.txt" not in before
    assert "late.txt" in after
