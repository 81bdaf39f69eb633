"""Adds documents to a case for ever, saying after each that it is in. Run by the test that kills it.

python adding.py CASE FIRST-NUMBER
"""

import os
import sys
import time
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import plain_extractor

import gestae
from gestae import sources
from gestae.desk.case_file import open_case
from gestae.desk.intake import Offer, receive

gestae.extract = types.SimpleNamespace(propose=plain_extractor.propose)  # the real one takes longer to load than to kill


def document(number):
    return f"Document {number}. Ida Fennimore handed the lamp to Sol.\n".encode() * (1 + number % 50)


def offers(number):
    while True:
        yield Offer(f"{number}.txt", lambda n=number: document(n))
        number += 1


def main():
    with open_case(Path(sys.argv[1]), clock=lambda: time.time_ns() // 1_000_000, environment=os.environ) as case:
        sources.read(document(0), "warm.txt")
        print("ready", flush=True)
        for offer in offers(int(sys.argv[2])):
            receive(case, [offer], acknowledge=lambda r: print(r.source, flush=True))


if __name__ == "__main__":
    main()
