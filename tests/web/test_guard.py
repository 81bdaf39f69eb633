"""Who is let in, what counts as a form of ours, and what words from a document can do on a page: nothing."""

from starlette.testclient import TestClient

from gestae.web import make_app
from gestae.web.guard import Rules
from gestae.web.pages import record

SCRIPT = "<script>alert(1)</script>"


def a_stranger(desk, **more):
    return TestClient(desk.client.app, base_url="http://desk.test", follow_redirects=False, **more)


def test_a_stranger_sees_nothing_of_the_case(desk):
    told = [a_stranger(desk).get(path) for path in ("/", "/sources", "/find?q=a", "/record", "/brief", "/claims/clm-0000")]

    assert {t.status_code for t in told} == {403}
    assert not any("Mill Lane" in t.text for t in told)


def test_the_link_opens_once(desk):
    rules = Rules(frozenset({"desk.test"}))
    key = rules.key
    app = make_app(desk.workplace, desk.arrivals, rules)
    first, second = (TestClient(app, base_url="http://desk.test") for _ in range(2))

    assert first.get("/enter", params={"key": key}).status_code == 200
    assert first.get("/").status_code == 200
    assert second.get("/enter", params={"key": key}).status_code == 403
    assert second.get("/").status_code == 403


def test_a_wrong_key_opens_nothing_and_the_right_one_still_does(desk):
    rules = Rules(frozenset({"desk.test"}))
    key = rules.key
    visitor = TestClient(make_app(desk.workplace, desk.arrivals, rules), base_url="http://desk.test")

    assert visitor.get("/enter?key=guessed").status_code == 403
    assert visitor.get("/enter?key=gu%C3%A9ssed").status_code == 403
    assert visitor.get("/enter", params={"key": key}).status_code == 200


def test_a_forged_cookie_opens_nothing(desk):
    stranger = a_stranger(desk, cookies={"gestae": "a" * 43})

    assert stranger.get("/").status_code == 403


def test_under_another_name_the_desk_does_not_answer(desk):
    assert desk.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_a_form_from_another_site_changes_nothing(desk):
    desk.add("note.txt", "Ida Fennimore handed the lamp to Sol.\n")
    (id_,) = desk.claims()
    from_elsewhere = desk.post(f"/claims/{id_}", {"do": "accept"}, headers={"Origin": "https://evil.example"})
    by_the_browser = desk.post(f"/claims/{id_}", {"do": "accept"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert (from_elsewhere.status_code, by_the_browser.status_code) == (403, 403)
    assert desk.claims()[id_].standing == "proposed"


def test_opening_a_link_decides_nothing(desk):
    desk.add("note.txt", "Ida Fennimore handed the lamp to Sol.\n")
    (id_,) = desk.claims()
    desk.get(f"/claims/{id_}?do=accept")
    desk.get(f"/claims/{id_}/correct?polarity=denies")

    assert desk.claims()[id_].standing == "proposed"


def test_what_is_too_large_is_not_taken_in(desk):
    desk.rules.largest = 1_000
    told = desk.post("/sources", files={"files": ("large.txt", b"a" * 2_000)})

    assert told.status_code == 413
    assert "gestae add" in told.text
    assert desk.arrivals.all() == []


def test_what_turns_out_too_large_only_while_it_comes_is_not_taken_in_either(desk):
    def parts():
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="large.txt"\r\n\r\n'
        for _ in range(10):
            yield b"a" * 500
        yield b"\r\n--b--\r\n"

    desk.rules.largest = 1_000
    for path in ("/sources", "/api/sources"):
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        told = desk.post(path, content=parts(), headers=kind)

        assert told.status_code == 413
        assert "gestae add" in told.text
    assert desk.arrivals.all() == []


def test_script_in_a_document_or_its_name_is_only_words(desk):
    desk.add(f"{SCRIPT}.txt", f"{SCRIPT} handed the {SCRIPT} to Ida Fennimore.\n")
    source = desk.workplace.register().dossier.sources[0].id
    pages = [desk.get(p) for p in ("/", "/sources", f"/sources/{source}", "/people", f"/find?q={SCRIPT}", "/record", "/brief")]

    assert {p.status_code for p in pages} == {200}
    assert all("<script>alert" not in p.text for p in pages)
    assert any("&lt;script&gt;alert(1)" in p.text for p in pages)
    assert all("script-src 'self'" in p.headers["Content-Security-Policy"] for p in pages[:-1])
    assert "script-src" not in pages[-1].headers["Content-Security-Policy"]
    assert pages[-1].headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_path_upwards_leads_nowhere(desk):
    for path in ("/static/../guard.py", "/static/..%2f..%2fguard.py", "/static/fonts/../../guard.py", "/sources/..%2f..%2fetc"):
        assert desk.get(path).status_code == 404, path


def test_a_file_name_with_a_path_is_only_a_name(desk):
    desk.add("../../../etc/passwd.txt", "Ida Fennimore handed the lamp to Sol.\n")

    assert [s.name for s in desk.workplace.register().dossier.sources] == ["passwd.txt"]


def test_an_address_that_leads_nowhere_says_so_and_a_fault_shows_nothing_inside(desk, monkeypatch):
    monkeypatch.setattr(record, "entry_words", lambda *_: 1 / 0)
    stranger = TestClient(desk.client.app, base_url="http://desk.test", raise_server_exceptions=False, cookies=desk.client.cookies)
    broken, missing = stranger.get("/record"), stranger.get("/nowhere")

    assert missing.status_code == 404
    assert "Nothing is here" in missing.text
    assert broken.status_code == 500
    assert "It is number" in broken.text
    assert "ZeroDivisionError" not in broken.text
