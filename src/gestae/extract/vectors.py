"""Word vectors of the pipeline, made quicker: what a word brings of its own is worked out once, not wherever it stands.

The network is spaCy's ``Tok2Vec``: an embedding of each word by itself, then layers that mix a word with its neighbours. The
embeddings are kept from text to text, the first layer takes each word of a batch once, and vectors that a document brings with
it are taken as they are. What comes out is the same but for rounding.
"""

from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from thinc.api import Model

REACH = 4  # words: as far as another word has a say in a word's vector
MOST = 20_000  # words kept: half a kilobyte each
Rows = Any  # numpy.ndarray[float32]


@dataclass(frozen=True)
class _Layer:
    """A layer that mixes a word with its neighbours. ``weights`` are those for the word before, its own, and those for the word
    behind, one below the other; the columns are as many pieces as the layer takes the most of, side by side."""

    weights: Rows
    bias: Rows
    gain: Rows
    shift: Rows

    @classmethod
    def of(cls, residual: Model) -> "_Layer":
        maxout, norm = (_only(residual, name) for name in ("maxout", "layernorm"))
        weights = maxout.get_param("W").transpose(2, 1, 0)  # inputs x pieces x outputs
        return cls(
            np.ascontiguousarray(weights.reshape(weights.shape[0], -1)),
            maxout.get_param("b").T.reshape(-1),
            norm.get_param("G"),
            norm.get_param("b"),
        )

    def apart(self) -> Rows:
        """The three parts of the weights side by side."""
        return np.hstack(np.split(self.weights, 3))

    def mixed(self, rows: Rows) -> Rows:
        """The weighted sums of each word and its neighbours."""
        width = rows.shape[1]
        threes = np.zeros((len(rows), 3 * width), dtype="f")
        threes[1:, :width] = rows[:-1]
        threes[:, width : 2 * width] = rows
        threes[:-1, 2 * width :] = rows[1:]
        return threes @ self.weights

    def added(self, rows: Rows, mixed: Rows) -> Rows:
        """The rows with what the layer makes of the weighted sums."""
        mixed += self.bias
        width = rows.shape[1]
        best = np.maximum(mixed[:, :width], mixed[:, width : 2 * width])
        for at in range(2 * width, mixed.shape[1], width):
            np.maximum(best, mixed[:, at : at + width], out=best)
        best -= best @ np.full((width, 1), 1 / width, dtype="f")
        best *= (np.einsum("ij,ij->i", best, best)[:, None] / width + 1e-8) ** -0.5
        best *= self.gain
        best += self.shift
        best += rows
        return best


class Vectors:
    """The words of a batch of documents to their vectors, as ``model``, a ``Tok2Vec``, gives them.

    With ``brought``, a document's ``tensor`` holds those that are known already, and NaN for the others.
    """

    def __init__(self, model: Model, *, brought: bool = False) -> None:
        self._brought = brought
        inner, outer = model.layers
        self._columns = inner.layers[0].attrs["columns"]
        self._embed = inner.layers[2:-1]
        self._layers = [_Layer.of(layer) for layer in outer.layers[0].layers]
        self._apart = self._layers[0].apart()
        self._pad = outer.attrs["pad"]
        self._width = model.get_dim("nO")
        self._alone = Lock()  # the table is one
        self._place: dict[bytes, int] = {}
        self._table: Rows = None
        self._known = 0
        self._forget()

    def __call__(self, docs: list[Any]) -> list[Rows]:
        """One array a document, a row for each of its words."""
        if not any(len(doc) for doc in docs):
            return [np.zeros((0, self._width), dtype="f") for _ in docs]
        with self._alone:
            return self._worked_out(docs)

    def _worked_out(self, docs: list[Any]) -> list[Rows]:
        full = [doc for doc in docs if len(doc)]
        numbers = self._numbers(np.concatenate([doc.to_array(self._columns) for doc in full]))
        starts, at = [], self._pad
        for doc in docs:
            starts.append(at)
            at += len(doc) + self._pad if len(doc) else 0
        places = np.zeros(at, dtype="i")  # nothing stands between two documents
        rows = np.zeros((at, self._width), dtype="f")
        is_open = np.zeros(at, dtype=bool)
        done = 0
        for start, doc in zip(starts, docs, strict=True):
            end = start + len(doc)
            places[start:end] = numbers[done : done + len(doc)]
            rows[start:end] = doc.tensor if self._brought and len(doc.tensor) else np.nan
            is_open[start:end] = np.isnan(rows[start:end, 0])
            done += len(doc)
        wanted = np.flatnonzero(near(is_open, self._pad))
        is_open = is_open[wanted]
        rows[wanted[is_open]] = self._through(places[wanted])[is_open]
        if self._known > MOST:
            self._forget()
        return [rows[start : start + len(doc)] for start, doc in zip(starts, docs, strict=True)]

    def _through(self, places: Rows) -> Rows:
        """The vectors of words by their places in the table, through all layers."""
        first, *others = self._layers
        different, which = np.unique(places, return_inverse=True)
        known = self._table[different]
        before, own, behind = np.hsplit(known @ self._apart, 3)
        mixed = own[which]
        mixed[1:] += before[which[:-1]]
        mixed[:-1] += behind[which[1:]]
        rows = first.added(known[which], mixed)
        for layer in others:
            rows = layer.added(rows, layer.mixed(rows))
        return rows

    def _numbers(self, features: Rows) -> Rows:
        """The places of the words in the table, new ones added."""
        keys = features.view(f"V{features.itemsize * features.shape[1]}").ravel().tolist()
        new = {key: at for at, key in enumerate(keys) if key not in self._place}
        if new:
            rows = features[list(new.values())]
            for layer in self._embed:
                rows = layer.predict(rows)
            self._keep(list(new), rows)
        return np.fromiter((self._place[key] for key in keys), dtype="i", count=len(keys))

    def _keep(self, keys: list[bytes], rows: Rows) -> None:
        end = self._known + len(keys)
        if end > len(self._table):
            grown = np.zeros((max(end, 2 * len(self._table)), self._width), dtype="f")
            grown[: self._known] = self._table[: self._known]
            self._table = grown
        self._table[self._known : end] = rows
        self._place.update(zip(keys, range(self._known, end), strict=True))
        self._known = end

    def _forget(self) -> None:
        """Nothing is known but the empty word, which is zero."""
        self._place.clear()
        self._table = np.zeros((4096, self._width), dtype="f")
        self._known = 1


def near(marked: Rows, reach: int = REACH) -> Rows:
    """What is marked, and what stands within reach of it."""
    found = marked.copy()
    for by in range(1, reach + 1):
        found[by:] |= marked[:-by]
        found[:-by] |= marked[by:]
    return found


def quickened(model: Model, *, brought: bool = False) -> Model:
    """A model that gives what ``model``, a ``Tok2Vec``, gives, for reading only. ``brought``: see ``Vectors``."""
    vectors = Vectors(model, brought=brought)

    def forward(_: Model, docs: list[Any], is_train: bool) -> tuple[list[Rows], Any]:  # noqa: ARG001 - thinc names it
        return vectors(docs), None

    return Model("gestae_vectors", forward, dims={"nO": model.get_dim("nO")})


def _only(model: Model, name: str) -> Model:
    return next(node for node in model.walk() if node.name == name)
