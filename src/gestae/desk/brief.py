"""The brief of a case: what its record comes to now."""

import msgspec

from gestae.desk.case_file import CaseFile
from gestae.desk.derivation import derived
from gestae.desk.dossier import dossier
from gestae.model import Case, Problem


def brief(case: CaseFile, problems: tuple[Problem, ...] = (), packs: tuple[str, ...] = ()) -> Case:
    """``problems`` are those of this run that the record does not keep, ``packs`` further rules that count in it."""
    found = dossier(case)
    return derived(msgspec.structs.replace(found, problems=(*found.problems, *problems), packs=packs), case.name, case.cache)
