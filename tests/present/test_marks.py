"""Marks that overlap, drawings that do not."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gestae.present.lanes import Bar, Event, Lane, rows_of, wide, width_of
from gestae.present.lanes import Drawing as Lanes
from gestae.present.lanes_tall import pooled, tall
from gestae.present.marks import Marked, cut, marked_text
from gestae.present.markup import Markup, esc, join, tag
from gestae.present.scale import Scale, clusters, padded

SIZE = 40
SPANS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(1, SIZE)).filter(lambda s: s[0] < s[1]), max_size=8)


@given(SPANS, st.integers(0, SIZE), st.integers(0, SIZE))
@settings(max_examples=100, deadline=None)
def test_pieces_follow_each_other_without_gap_and_each_says_what_covers_it(spans: list, a: int, b: int) -> None:
    start, end = min(a, b), max(a, b)
    marks = [Marked(s, e, f"c{n}", n, "counts") for n, (s, e) in enumerate(sorted(spans), 1)]
    pieces = list(cut(start, end, marks))

    assert [p.start for p in pieces] == [start, *(p.end for p in pieces[:-1])][: len(pieces)]
    assert not pieces or pieces[-1].end == end
    for piece in pieces:
        for offset in range(piece.start, piece.end):
            assert {m.claim for m in piece.covers} == {m.claim for m in marks if m.start <= offset < m.end}
    opened = [m.claim for p in pieces for m in p.opens]
    assert opened == [m.claim for m in marks if start <= m.start < end]


def test_a_piece_under_two_marks_says_both_standings() -> None:
    marks = [Marked(0, 6, "clm-a", 1, "counts"), Marked(4, 9, "clm-b", 2, "contested")]
    markup = marked_text("he had it.", 0, 10, marks)

    assert '<mark data-1="counts" data-2="contested" data-claims="clm-a clm-b">ad</mark>' in markup
    assert markup.index('id="w-clm-a"') < markup.index('id="w-clm-b"')


def test_only_markup_is_not_escaped() -> None:
    assert tag("p", "<b>", Markup("<i></i>"), title='a"b<c>') == '<p title="a&quot;b&lt;c&gt;">&lt;b&gt;<i></i></p>'
    assert tag("a", ["x", None, ["y"]], hidden=True, dir=None) == "<a hidden>xy</a>"
    assert join("&", esc("&")) == "&amp;&amp;"


@given(st.lists(st.floats(0, 500), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_labels_are_pushed_apart_and_keep_their_order(wanted: list[float]) -> None:
    wanted.sort()
    placed = pooled(wanted, [20.0] * len(wanted))

    assert all(b - a >= 20 - 1e-6 for a, b in pairwise(placed))
    assert len(placed) == len(wanted)


def test_labels_with_room_stay_where_they_are() -> None:
    assert pooled([40.0, 100.0, 200.0], [20.0, 20.0, 20.0]) == [40.0, 100.0, 200.0]


def test_two_accounts_of_one_hour_are_two_bars_and_one_after_the_other_share_a_row() -> None:
    bars = [
        Bar((0, 0), (10, 20), "cart", "contested"),
        Bar((0, 5), (10, 12), "safe", "contested"),
        Bar((20, 20), (30, 30), "Ida", "contested"),
    ]

    assert rows_of(bars) == [0, 1, 0]


def test_a_cut_slopes_from_the_earliest_moment_to_the_latest() -> None:
    lane = Lane("Gun", "", (Bar((0, 0), (60, 120), "Ida", "known"), Bar((60, 120), (240, 240), "Teo", "known")))
    markup = wide(Lanes("d", "title", 0, 240, (lane,), ()))
    scale = Scale(0, 240, 168, 1340)
    shapes = re.findall(r'points="([^"]*)"', markup)
    first, second = ([tuple(map(float, p.split(","))) for p in points.split()] for points in shapes)

    assert [x for x, _ in first] == [scale.at(0), scale.at(60), scale.at(120), scale.at(0)]
    assert [x for x, _ in second] == [scale.at(60), scale.at(240), scale.at(240), scale.at(120)]
    assert first[1][1] < first[2][1]


def test_no_leader_crosses_the_words_of_another_event() -> None:
    events = tuple(Event(t, t, "12:00", "somebody did something " + "x" * (t % 7), "told", "w-x") for t in range(0, 3000, 150))
    markup = wide(Lanes("d", "t", 0, 3600, (), events))
    leads = [tuple(map(float, m)) for m in re.findall(r'class="l-lead" d="M([\d.]+) ([\d.]+)V([\d.]+)"', markup)]
    words = re.findall(r'class="l-text" x="([\d.]+)" y="([\d.]+)"', markup)

    assert len(leads) == len(words) == len(events)
    for event, (x, y) in zip(events, words, strict=True):
        reach = float(x) + width_of(event)
        for at, low, high in leads:
            assert not (float(x) + 2 < at < reach and high < float(y) - 9 < low), (event, at)


def test_the_tall_drawing_has_every_event_too() -> None:
    events = tuple(Event(t, t, "12:00", "somebody did something", "told", "w-x") for t in range(0, 3000, 150))

    assert tall(Lanes("d", "t", 0, 3600, (), events), None, events, "d-0").count("<a ") == len(events)


def test_a_scale_stays_on_the_paper_and_has_few_ticks() -> None:
    scale = Scale(*padded(0, 7200), 148, 1340)

    assert scale.at(-99999) == 148
    assert scale.at(99999999) == 1340
    assert 2 <= len(scale.ticks(9)) <= 10
    assert len(Scale(0, 86400 * 4000, 0, 1).ticks(9)) <= 11


def test_points_far_apart_are_drawn_apart() -> None:
    assert clusters([1, 5, 100, 104, 300], 10) == [(1, 5), (100, 104), (300, 300)]
