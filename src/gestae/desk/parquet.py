"""Logs in Parquet, one file or a folder of them; needs the extra ``bulk``."""

from pathlib import Path
from typing import Any

from gestae.desk.logfile import LogFile, Wanted, refuse_without
from gestae.model import Refusal


def read_parquet(path: Path, wanted: Wanted) -> LogFile:
    """Only the columns that are asked for are read. Rows without time or act are left out and told."""
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise Refusal(
            path.name,
            "Parquet needs the package pyarrow.",
            "It is not installed.",
            "Install gestae with the extra 'bulk', or give CSV.",
        ) from None
    try:
        header = tuple(pq.ParquetDataset(path).schema.names)
        refuse_without(path.name, header, wanted)
        names = [c for c in dict.fromkeys(("seq", "t", "act", *wanted.columns)) if wanted.in_file(c) in header]
        schema = pq.ParquetDataset(path).schema
        texts = [wanted.in_file(c) for c in names if _is_text(pa, schema.field(wanted.in_file(c)).type)]
        read = pq.read_table(path, columns=[wanted.in_file(c) for c in names], read_dictionary=texts)
    except (pa.ArrowException, OSError) as fault:
        reason = str(fault).splitlines()[0] if str(fault) else "it breaks off"
        raise Refusal(path.name, f"it cannot be read as Parquet: {reason}.", "Nothing was checked.", "Write it again.") from None
    log = LogFile(path.name, header)
    found = {c: read.column(wanted.in_file(c)) for c in names}
    keep = _understood(pa, log, found)
    if keep is not None:
        found = {c: column.filter(keep) for c, column in found.items()}
    log.t = _seconds(pa, found.pop("t")).to_numpy()
    log.seq = found.pop("seq").cast(pa.int64()).to_numpy() if "seq" in found else range(len(log.t))
    del read
    for name in list(found):  # one after the other, so that no column is held twice for long
        log.codes[name], log.words[name] = _coded(pa, found.pop(name))
    return log


def _is_text(pa: Any, kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _understood(pa: Any, log: LogFile, found: dict[str, Any]) -> Any:
    """Which rows can be understood; ``None`` for all."""
    import pyarrow.compute as pc  # noqa: PLC0415

    t = found["t"].type
    if not (pa.types.is_integer(t) or pa.types.is_timestamp(t)):
        raise Refusal(
            log.name, f"its times are {t}.", "They cannot be ordered.", "Write 't' as whole seconds UTC or as time stamps."
        )
    if "seq" in found and not pa.types.is_integer(found["seq"].type):
        raise Refusal(log.name, f"its 'seq' is {found['seq'].type}.", "Rows could not be named.", "Write it as whole numbers.")
    acts = pc.fill_null(found["act"].cast(pa.string()), "")
    reasons = {
        "has no time": pc.is_null(found["t"]),
        "does not say what happened ('act' is empty)": pc.equal(acts, ""),
    }
    if "seq" in found:
        reasons["has no whole number as 'seq'"] = pc.is_null(found["seq"])
    bad = None
    for reason, rows in reasons.items():
        if pc.any(rows).as_py():
            log.left_out[reason] = pc.indices_nonzero(rows).to_pylist()
            bad = rows if bad is None else pc.or_(bad, rows)
    return None if bad is None else pc.invert(bad)


def _seconds(pa: Any, column: Any) -> Any:
    if pa.types.is_timestamp(column.type):
        zoned = column.cast(pa.timestamp("us", tz="UTC") if column.type.tz else pa.timestamp("us"))
        return pa.compute.divide(zoned.cast(pa.int64()), 1_000_000)
    return column.cast(pa.int64())


def _coded(pa: Any, column: Any) -> tuple[Any, list[str]]:
    """Codes and words; what is null is said nowhere."""
    if not pa.types.is_dictionary(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    whole = pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
    words = whole.dictionary.cast(pa.string()).to_pylist()
    codes = whole.indices.cast(pa.int32())
    if codes.null_count:
        codes = codes.fill_null(len(words))
        words.append("")
    return codes.to_numpy(zero_copy_only=False), ["" if w is None else w for w in words]
