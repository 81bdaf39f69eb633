"""What single words say: titles, first names, words of organisations and places. From rules/cues/names.yaml and places.yaml."""

from dataclasses import dataclass
from functools import cache, lru_cache

from gestae.model.things import Sex
from gestae.rules import cues


@dataclass(frozen=True)
class Lexicon:
    """``regions`` are places and the short forms of states, which only count after a comma; ``first`` gives the sex that a first
    name tells of, if it does; ``given`` are first names and their short forms."""

    titles: frozenset[str]
    occupations: frozenset[str]
    organisation_words: frozenset[str]
    organisation_nouns: frozenset[str]
    place_words: frozenset[str]
    regions: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    wide: frozenset[str]
    nationalities: frozenset[str]
    not_names: frozenset[str]
    first: dict[str, Sex | None]
    nicknames: dict[str, tuple[str, ...]]
    sexed: dict[str, Sex]
    goods: frozenset[str]
    bodies: frozenset[str]
    place_qualifiers: frozenset[str]
    numbered: frozenset[str]
    before_names: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    lines: frozenset[str]
    kin_of: frozenset[str]
    after_hyphens: frozenset[str]
    ranks: frozenset[str]
    offices: frozenset[str]
    ruled: frozenset[str]
    ships: frozenset[str]
    abbreviations: frozenset[str]
    corporate: frozenset[str]
    never: frozenset[str]
    function_words: frozenset[str]
    given: frozenset[str]


@cache
def lexicon() -> Lexicon:
    names, places = cues("names"), cues("places")
    first: dict[str, Sex | None] = dict.fromkeys(names["first_names"]["m"], "m")
    first.update(dict.fromkeys(names["first_names"]["f"], "f"))
    first.update(dict.fromkeys(names["first_names"]["either"]))
    sexed: dict[str, Sex] = dict.fromkeys((*names["titles"]["f"], *names["feminine"]), "f")
    sexed.update(dict.fromkeys((*names["titles"]["m"], *names["masculine"]), "m"))
    nicknames = {short: tuple(full) for short, full in names["nicknames"].items()}
    return Lexicon(
        titles=frozenset(w for group in names["titles"].values() for w in group),
        occupations=frozenset(names["occupations"]),
        organisation_words=frozenset(names["organisation_words"]),
        organisation_nouns=frozenset(names["organisation_nouns"]),
        place_words=frozenset(names["place_words"]),
        regions=frozenset(w for group, found in places.items() if group != "nationalities" for w in found),
        places=frozenset(
            w for group, found in places.items() if group != "nationalities" for w in found if group != "abbreviated" or "." in w
        ),
        countries=frozenset(places["countries"]),
        wide=frozenset(places["wide"]),
        nationalities=frozenset(places["nationalities"]),
        not_names=frozenset(names["not_names"]),
        first=first,
        nicknames=nicknames,
        sexed=sexed,
        goods=frozenset(
            w
            for kind in ("firearm", "ammunition", "key", "document", "vehicle", "equipment", "container")
            for w in cues("items")[kind]
        ),
        bodies=frozenset(names["bodies"]),
        place_qualifiers=frozenset(names["place_qualifiers"]),
        numbered=frozenset(names["numbered"]),
        before_names=frozenset(names["before_names"]),
        particles=frozenset(names["particles"]),
        articles=frozenset(names["articles"]),
        lines=frozenset(names["lines"]),
        kin_of=frozenset(names["kin_of"]),
        after_hyphens=frozenset(names["after_hyphens"]),
        ranks=frozenset(names["ranks"]),
        offices=frozenset(names["offices"]),
        ruled=frozenset(names["ruled"]),
        ships=frozenset(names["ships"]),
        abbreviations=frozenset(names["abbreviations"]),
        corporate=frozenset(names["corporate"]),
        never=frozenset(names["never"]),
        function_words=frozenset(names["function_words"]),
        given=frozenset((*first, *nicknames)),
    )


@cache
def small(name: str) -> frozenset[str]:
    """A list of rules/cues/small_words.yaml."""
    return frozenset(cues("small_words")[name])


@lru_cache(16384)
def plain(word: str) -> str:
    """A word for looking up: lower case, no full stops, no possessive."""
    word = word.lower().replace("’", "'")
    return word.removesuffix("'s").strip(".,;:'\"“”‘()")


@lru_cache(16384)
def is_occupation(word: str) -> bool:
    """Whether a noun says what somebody does: listed, or its plural is not meant and its ending says so."""
    lex, word = lexicon(), plain(word)
    if word in lex.occupations or word in lex.titles:
        return True
    return (word.endswith(("woman", "master", "keeper", "smith", "ologist")) and word != "smith") or (
        "-" in word and word.split("-")[-1] in lex.occupations
    )


def is_a_people(word: str) -> bool:
    """Whether a word, in lower case, means people by where they come from: "norwegians"."""
    lex = lexicon()
    if not word.endswith("s") or word in lex.nationalities or word in lex.given:
        return False
    return word.removesuffix("s") in lex.nationalities or word.removesuffix("es") in lex.nationalities
