"""The trained tagger: word pieces in, tag scores and link vectors out.

The weights ship with the package; how they were made is in ``training/tagger`` and what they are
good for in ``docs/model-card.md``.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.extract.windows import Window

BATCH = 8  # windows; 8 of like length beat 32 on the machine this was measured on
AHEAD = 64  # windows sorted by length at a time: bounded memory for a text of any length
MIN_SCORE = 1e-4  # below it, and above its complement, scores say no more
SHIPPED = Path(str(files("onrecord.extract") / "weights"))


class Tagger:
    """An ONNX session over the weights in a folder; single-threaded, deterministic."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Load the weights.

        Args:
            folder: holds ``tagger.onnx``, ``tokenizer.json`` and ``manifest.json`` with their hashes.

        Raises:
            ModelError: a file is missing, or is not the one that the manifest names.
        """
        parts = _read_checked(folder)
        self.tokenizer: Tokenizer = Tokenizer.from_str(parts["tokenizer.json"].decode("utf-8"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._curve = _read_curve(parts["manifest.json"])
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            parts["tagger.onnx"], options, providers=["CPUExecutionProvider"]
        )

    def confidence(self, score: float) -> float:
        """The share of statements with this score that are right, as measured when the weights were made."""
        slope, shift = self._curve
        score = min(max(score, MIN_SCORE), 1 - MIN_SCORE)
        return 1 / (1 + math.exp(-(slope * math.log(score / (1 - score)) + shift)))

    def run(self, windows: Iterable[Window]) -> Iterator[tuple[Window, np.ndarray, np.ndarray]]:
        """Yield each window, in order, with its tag scores (pieces, 7) and link vectors (pieces, 512)."""
        ahead: list[Window] = []
        for window in windows:
            ahead.append(window)
            if len(ahead) == AHEAD:
                yield from self._run_some(ahead)
                ahead = []
        yield from self._run_some(ahead)

    def _run_some(self, windows: list[Window]) -> Iterator[tuple[Window, np.ndarray, np.ndarray]]:
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        results: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            tags, links = self._session.run(["tags", "links"], _pad([windows[i] for i in batch]))
            for row, i in enumerate(batch):
                n = len(windows[i].ids)
                results[i] = (tags[row, :n], links[row, :n])
        for i, window in enumerate(windows):
            yield window, *results[i]


def _pad(windows: list[Window]) -> dict[str, np.ndarray]:
    width = max(len(w.ids) for w in windows)
    ids, features = np.zeros((2, len(windows), width), dtype=np.int64)
    mask = np.zeros((len(windows), width), dtype=bool)
    for row, w in enumerate(windows):
        n = len(w.ids)
        ids[row, :n], features[row, :n], mask[row, :n] = w.ids, w.features, True
    return {"ids": ids, "features": features, "mask": mask}


def _read_checked(folder: Path) -> dict[str, bytes]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        parts = {name: (folder / name).read_bytes() for name in manifest["sha256"]}
    except (OSError, ValueError, KeyError) as err:
        raise ModelError(f"the tagger's weights cannot be read ({err}): install onrecord again") from err
    for name, data in parts.items():
        if hashlib.sha256(data).hexdigest() != manifest["sha256"][name]:
            raise ModelError(f"the tagger's weights are damaged ({folder / name}): install onrecord again")
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def _read_curve(manifest: bytes) -> tuple[float, float]:
    """Slope and shift from a score's log-odds to those of its being right; as it is where none was fitted."""
    curve = json.loads(manifest).get("confidence", {})
    return float(curve.get("slope", 1.0)), float(curve.get("shift", 0.0))
