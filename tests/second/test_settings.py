"""Where the second reader's settings come from, and which it refuses."""

import pytest

from gestae.desk.endpoint import address, endpoint
from gestae.model import Refusal

GOOD = {"GESTAE_SECOND_URL": "https://models.example/v1/", "GESTAE_SECOND_MODEL": "toy"}


def test_the_address_is_compared_in_one_form():
    assert endpoint(GOOD).url == "https://models.example/v1"
    assert address("HTTPS://Models.Example:8443/v1", "x") == "https://models.example:8443/v1"
    assert address("http://[::1]:8000/v1", "x") == "http://[::1]:8000/v1"


def test_the_key_is_not_shown_with_the_endpoint():
    assert "sk-never-tell" not in repr(endpoint({**GOOD, "GESTAE_SECOND_KEY": "sk-never-tell"}))


@pytest.mark.parametrize("here", ["http://localhost:8000/v1", "http://127.0.0.1/v1", "http://[::1]/v1"])
def test_a_server_on_this_computer_needs_no_encryption(here):
    assert address(here, "x") == here


@pytest.mark.parametrize(
    "change",
    [
        {"GESTAE_SECOND_URL": ""},
        {"GESTAE_SECOND_URL": "models.example"},
        {"GESTAE_SECOND_URL": "ftp://models.example"},
        {"GESTAE_SECOND_URL": "http://models.example/v1"},
        {"GESTAE_SECOND_URL": "http://localhost.evil.example/v1"},
        {"GESTAE_SECOND_URL": "https://user:pass@models.example/v1"},
        {"GESTAE_SECOND_URL": "https://models.example/v1?key=1"},
        {"GESTAE_SECOND_URL": "https://models.example/v1#x"},
        {"GESTAE_SECOND_URL": "https://mоdels.example/v1"},
        {"GESTAE_SECOND_URL": "https://models.example:port/v1"},
        {"GESTAE_SECOND_URL": "https://[::1"},
        {"GESTAE_SECOND_URL": "https://models.example/v1\x1b[31m"},
        {"GESTAE_SECOND_MODEL": ""},
        {"GESTAE_SECOND_MODEL": "toy\nevil"},
        {"GESTAE_SECOND_MODEL": "x" * 300},
        {"GESTAE_SECOND_KEY": "sk\r\nHost: evil"},
        {"GESTAE_SECOND_SEED": "seven"},
        {"GESTAE_SECOND_SECONDS": "0"},
        {"GESTAE_SECOND_SECONDS": "soon"},
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_before_anything_is_sent(change):
    with pytest.raises(Refusal, match=r"Nothing was sent\."):
        endpoint({**GOOD, **change})
