"""Quotation marks that are badly set, and quotations that no verb of their own claims: whose are they, and where do they end?"""

import itertools

import pytest
from speech_maker import Told, outermost

from gestae.extract.speech.marks import pairs
from gestae.extract.speech.quotes import quotes


def quoted(copy: str) -> list[str]:
    return [copy[q.inner_start : q.inner_end] for q in quotes(copy)]


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        ("”Nobody had locked it.” ― Nora Quill", ["Nobody had locked it."]),
        ("“It was shut,“ said the rigger. “We looked.”", ["It was shut", "We looked."]),
        ('“It was shut," she said. “We looked.”', ["It was shut", "We looked."]),
        ('The rigger said,"It was shut." Then he left.', ["It was shut."]),
        ("He told us,” the gate was shut.”", ["the gate was shut."]),
        ("«It was shut», said Nora Quill. »It was not«, said Harker.", ["It was shut", "It was not"]),
        ("„It was shut“, said Nora Quill.", ["It was shut"]),
        ("''It was shut,'' she said, ''and locked.''", ["It was shut", "and locked."]),
        ("‘I didn’t see the riggers’ hut,’ he said. ‘Nobody did.’", ["I didn’t see the riggers’ hut", "Nobody did."]),
        ("'I didn't see the riggers' hut,' he said. 'Nobody did.'", ["I didn't see the riggers' hut", "Nobody did."]),
        ('"He shouted "Stop!" and I stopped," she said.', ['He shouted "Stop!" and I stopped']),
        ("“It was shut, he added, “and it was locked.”", ["It was shut", "and it was locked."]),
        ('"The gap was 5" wide," she said.', ['The gap was 5" wide']),
        ('The plank was 12" wide and nobody had measured it.', []),
        ("“We waited there all night and nobody came to open it", ["We waited there all night and nobody came to open it"]),
        ("Both riggers' tools and the foreman's list were there since the '90s, rock 'n' roll.", []),
        ("The Ministry (“the Agency”) was told.", []),
    ],
)
def test_a_mark_opens_or_closes_by_where_it_stands(copy: str, expected: list[str]) -> None:
    assert quoted(copy) == expected


def test_no_two_quotations_of_a_block_overlap_however_the_marks_lie() -> None:
    marks = ["“", "”", '"', "‘", "’", "'", "''", "«", " ", "a", ",", "."]
    copies = ["".join(marks[(seed * k * k + k) % len(marks)] for k in range(40)) for seed in range(1, 200)]

    for copy in copies:
        found = pairs(copy)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
        assert all(p.start <= p.inner <= p.closed <= p.end <= len(copy) for p in found)


def test_a_paragraph_that_ends_a_quotation_begun_before_is_its_speakers() -> None:
    body = "The foreman said: “The hoist was running all night and nobody came.\n\nWe told them so twice.”\n\nThe works closed."

    assert outermost(body) == [("The foreman", "said", "The hoist was running all night and nobody came. | We told them so twice.")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Said Nora Quill, who grew up near the works, “We were all so proud of him.”",
            ("Nora Quill, who grew up near the works", "Said", "We were all so proud of him."),
        ),
        (
            "Continued Nora Quill:\n\n“We were all so proud of him, and we told him so.”",
            ("Nora Quill", "Continued", "We were all so proud of him, and we told him so."),
        ),
        (
            "“Was it safe on the night shift?” Tom Harker demanded.",
            ("Tom Harker", "demanded", "Was it safe on the night shift?"),
        ),
        (
            "“You know, it happens,” Tom Harker is quoted as saying. “We have to live with it.”",
            ("Tom Harker", "saying", "You know, it happens | We have to live with it."),
        ),
        ("“We did not know who was in the cage.” Harker said.", ("Harker", "said", "We did not know who was in the cage.")),
        ("A man in the yard yelled “Stop” twice.", ("A man in the yard", "yelled", "Stop")),
        (
            "Nora Quill of the union agreed. “Nobody had locked the hoist that night.”",
            ("Nora Quill of the union", "agreed", "Nobody had locked the hoist that night."),
        ),
        (
            "The company issued a statement on Friday.\n\n“We are sorry for the family of our colleague.”",
            ("The company", "issued", "We are sorry for the family of our colleague."),
        ),
        (
            "“Nobody had locked the hoist that night.”\n\n- Nora Quill.\n\nThe works were closed.",
            ("Nora Quill", "-", "Nobody had locked the hoist that night."),
        ),
        (
            "“Nobody had locked the hoist that night.”\n\n—Nora Quill, speaking after the hearing\n\nThe works were closed.",
            ("Nora Quill", "—", "Nobody had locked the hoist that night."),
        ),
    ],
)
def test_a_quotation_is_of_whom_the_words_around_it_name(body: str, expected: Told) -> None:
    assert outermost(f"The gate was shut.\n\n{body}") == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "The works were closed. “The Long Night” is a film about a crane.",
        "She read “The Long Night” on the train.",
        "Tom Harker received a letter. “Nobody had locked it that night.”",
        "It rained on Friday.\n\n“The Long Night of the Cranes” is a film.",
    ],
)
def test_a_sentence_that_tells_of_no_speech_gives_no_speaker(body: str) -> None:
    assert outermost(f"The gate was shut.\n\n{body}") == []


def test_one_who_asks_is_not_the_speaker_of_the_answer() -> None:
    rows = outermost("The inspector asked whether the hoist was locked?\n\n“Nobody had locked it that night, I am sure.”")

    assert all("Nobody" not in content for _, _, content in rows)
