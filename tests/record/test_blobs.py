"""Bytes are kept under their digest, whole or not at all, and checked whenever they are read."""

import errno
import os
import time

import pytest

from gestae.model import Problem
from gestae.model.codec import digest
from gestae.record import FolderBlobs, MemoryBlobs
from gestae.record import blobs as module

DATA = b"what the key book says"
NAME = digest(DATA)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "blobs").mkdir()
    return FolderBlobs(tmp_path / "blobs")


def test_bytes_come_back_by_the_digest_they_were_given(folder):
    for blobs in (folder, MemoryBlobs()):
        assert blobs.put(DATA) == NAME
        assert blobs.get(NAME) == DATA


def test_a_blob_lies_in_a_folder_of_its_first_two_digits(folder):
    folder.put(DATA)

    assert (folder.folder / NAME[:2] / NAME[2:]).read_bytes() == DATA


def test_any_changed_byte_is_noticed_and_the_file_named(folder):
    folder.put(DATA)
    (folder.folder / NAME[:2] / NAME[2:]).write_bytes(DATA[:-1] + b"z")

    told = folder.get(NAME)

    assert isinstance(told, Problem)
    assert told.severity == "error"
    assert NAME[2:] in told.where


def test_a_missing_blob_is_a_problem_not_a_fault(folder):
    for blobs in (folder, MemoryBlobs()):
        assert isinstance(blobs.get(NAME), Problem)


def test_a_name_that_is_no_digest_reaches_no_file(folder, tmp_path):
    (tmp_path / "secret").write_bytes(b"x")

    assert isinstance(folder.get("../secret"), Problem)


def test_receiving_the_bytes_again_mends_a_damaged_blob(folder):
    folder.put(DATA)
    (folder.folder / NAME[:2] / NAME[2:]).write_bytes(b"")
    folder.put(DATA)

    assert folder.get(NAME) == DATA


def test_a_disk_that_fills_up_leaves_no_half_file(folder, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "flush", full)
    with pytest.raises(OSError, match="No space"):
        folder.put(DATA)

    assert [p for p in folder.folder.rglob("*") if p.is_file()] == []


def test_what_a_kill_left_half_written_is_swept_away_after_an_hour(folder):
    old, new = folder.folder / ".incoming-1", folder.folder / ".incoming-2"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    folder.sweep()

    assert not old.exists()
    assert new.exists()
