"""A job and a name between commas before a verb that is told: "said the film's armourer, Nora Quill, signed it off"."""

from gestae.extract.lexicon import is_occupation
from gestae.extract.mending.clauses import is_speech
from gestae.extract.mending.tree import Tree

DONE = ("VBD", "VBN", "VBZ")
DESCRIBING = ("DT", "PRP$", "POS", "JJ", "NN", "NNS", "NNP", "HYPH")
OWNING = ("'s", "’s")  # sometimes tagged as "is"
LONGEST = 6  # words of the description, of the name


def job_and_name_of_the_doer(tree: Tree, at: int) -> bool:
    """ "Marsh said the foreman, Tom Harker, took it": the foreman is the doer, the name his, and the taking is what was said."""
    if tree.tags[at] not in DONE or tree.pos[at] == "AUX" or at < 5:
        return False
    comma = at - 1
    while comma > 0 and (tree.pos[comma] == "AUX" or tree.tags[comma] == "RB"):
        comma -= 1
    first = comma
    while first > 0 and tree.tags[first - 1] in ("NNP", "NNPS") and comma - first < LONGEST:
        first -= 1
    job = first - 2
    if first == comma or job < 2 or tree.words[comma] != "," or tree.words[first - 1] != "," or not is_occupation(tree.words[job]):
        return False
    start = job
    while start > 0 and (tree.tags[start - 1] in DESCRIBING or tree.words[start - 1] in OWNING) and job - start < LONGEST:
        start -= 1
    said = start - 1
    if start == job or said < 0 or not is_speech(tree.words[said]) or tree.pos[said] != "VERB" or _is_under(tree, said, at):
        return False
    if tree.heads[job] == at and tree.deps[job] in ("nsubj", "nsubj:pass"):
        return False
    name = next((i for i in range(first, comma) if not first <= tree.heads[i] < comma or tree.heads[i] == i), first)
    _tell(tree, at, said, comma)
    _do(tree, at, job, start, name)
    tree.hang(first - 1, name, "punct")
    tree.hang(comma, name, "punct")
    return True


def _is_under(tree: Tree, part: int, whole: int) -> bool:
    while tree.heads[part] != part:
        part = tree.heads[part]
        if part == whole:
            return True
    return False


def _tell(tree: Tree, at: int, said: int, comma: int) -> None:
    """Hangs the verb, with its auxiliaries, on what tells of it."""
    if tree.tags[at] == "VBN" and not any(tree.pos[i] == "AUX" for i in range(comma + 1, at)):
        tree.tags[at], tree.pos[at] = "VBD", "VERB"
    tree.hang(at, said, "ccomp")
    for i in range(comma + 1, at):
        if tree.heads[i] != at:
            tree.hang(i, at, "aux" if tree.pos[i] == "AUX" else "advmod")


def _do(tree: Tree, at: int, job: int, start: int, name: int) -> None:
    """Hangs the job on the verb, as its subject, and the name on the job."""
    for part in (job, name):
        for i in tree.children(part):
            if i >= at - 1 and i != at:
                tree.heads[i] = at
    if tree.tags[job] not in ("NN", "NNP"):
        tree.tags[job], tree.pos[job] = "NN", "NOUN"
    passive = any(tree.deps[i] == "aux:pass" for i in tree.children(at))
    tree.hang(job, at, "nsubj:pass" if passive else "nsubj")
    tree.hang(name, job, "appos")
    for i in range(start, job):
        if not start <= tree.heads[i] <= job:
            tree.heads[i] = job
