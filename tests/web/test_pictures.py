"""The pictures of the docs show the pages as they are."""

import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(REPOSITORY / "tools"))

import make_picture  # noqa: E402


def test_the_pictures_are_those_of_the_pages_as_they_are_now(tmp_path):
    desk = make_picture.sample_desk(tmp_path)
    now = make_picture.digests(make_picture.visitor(desk), make_picture.reader_page(desk))
    desk.close()
    kept = (REPOSITORY / "docs" / make_picture.DIGESTS).read_text(encoding="utf-8")

    assert kept == now, "run make picture"
