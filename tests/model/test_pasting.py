"""What a command tells to run next can be pasted, whatever the case is called."""

import subprocess

import pytest

from gestae.model.pasting import pasteable


def test_a_plain_path_stays_as_it_is():
    assert pasteable("cases/halden-quarry") == "cases/halden-quarry"


@pytest.mark.parametrize("path", ["two words", "it's", 'the "gun"', "a\nb", 'it\'s\n"b" \\', "$(rm x)", "caf\u00e9\t1", "-n"])
def test_a_path_of_any_name_comes_back_from_the_shell_on_one_line(path):
    put = pasteable(path)
    back = subprocess.run(["bash", "-c", f"printf '%s' {put}"], capture_output=True, check=True).stdout

    assert "\n" not in put
    assert back.decode() == path
