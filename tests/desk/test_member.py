"""Who works here is a random id kept at home, and a name."""

import re

from gestae.desk.member import config_folder, this_member


def test_a_person_keeps_one_id_from_case_to_case(tmp_path):
    home = {"GESTAE_CONFIG_HOME": str(tmp_path / "home")}
    first = this_member(home)

    assert re.fullmatch(r"mbr-[0-9a-f]{32}", first.id)
    assert this_member({**home, "GESTAE_NAME": "Wren"}).id == first.id
    assert sorted(p.name for p in (tmp_path / "home").iterdir()) == ["member.json"]


def test_two_people_have_two_ids(tmp_path):
    one, other = (this_member({"GESTAE_CONFIG_HOME": str(tmp_path / name)}) for name in ("one", "other"))

    assert one.id != other.id


def test_the_name_is_the_one_given_else_that_of_the_system(tmp_path):
    home = {"GESTAE_CONFIG_HOME": str(tmp_path)}

    assert this_member({**home, "GESTAE_NAME": "Wren Achterberg"}).name == "Wren Achterberg"
    assert this_member(home).name


def test_a_damaged_file_gives_way_to_a_fresh_id(tmp_path):
    home = {"GESTAE_CONFIG_HOME": str(tmp_path)}
    (tmp_path / "member.json").write_text("{")
    fresh = this_member(home)

    assert this_member(home).id == fresh.id


def test_where_nothing_can_be_kept_work_goes_on(tmp_path):
    (tmp_path / "file").write_text("x")

    assert this_member({"GESTAE_CONFIG_HOME": str(tmp_path / "file" / "below")}).id.startswith("mbr-")


def test_the_folder_follows_the_settings(tmp_path):
    assert config_folder({"GESTAE_CONFIG_HOME": "/a", "XDG_CONFIG_HOME": "/b"}).as_posix() == "/a"
    assert config_folder({"XDG_CONFIG_HOME": "/b"}).as_posix() == "/b/gestae"
