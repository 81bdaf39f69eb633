"""The time of an order is often its deadline."""

from folders import Folder

from gestae.derive import derive
from gestae.model import When


def test_an_interview_held_before_the_deadline_of_its_order_is_held() -> None:
    folder = Folder()
    order = folder.document("order")
    deadline = When(said="not later than 28 May", edtf="2024-05-28", earliest="2024-05-28T00:00:00", latest="2024-05-28T23:59:59")
    folder.claim(order, "step", act="order", target="Ida Fenn", matter="interview", at=deadline)
    folder.claim(order, "step", act="hold", target="Ida Fenn", matter="interview", at="2024-05-20")

    assert [p.state for p in derive(folder.dossier(), "c").proceedings] == ["held"]
