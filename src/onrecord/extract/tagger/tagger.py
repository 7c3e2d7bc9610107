"""The trained tagger: word pieces in, tag scores and link vectors out, window by window.

The weights ship with the package; how they were made is in ``training/tagger`` and what they are
good for in ``docs/model-card.md``.
"""

import math
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.extract.tagger.decode import Scores
from onrecord.extract.tagger.windows import Window
from onrecord.weights import open_weights

MIN_SCORE = 1e-4  # below it, and above its complement, scores say no more
SHIPPED = Path(str(files("onrecord.extract") / "weights"))


class Tagger:
    """An ONNX session over the weights in a folder; single-threaded, deterministic.

    A window is read by itself: the int8 multiplications scale their input by its largest value, so
    that what stood beside it in a batch would change its scores; and a batch is no faster.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Load the weights.

        Args:
            folder: holds ``tagger.onnx``, ``tokenizer.json`` and ``manifest.json`` with their hashes.

        Raises:
            ModelError: a file is missing, or is not the one that the manifest names.
        """
        weights = open_weights(folder, "tagger.onnx", "tagger")
        self.tokenizer = weights.tokenizer
        self.sha256: str = weights.manifest["sha256"]["tagger.onnx"]
        self._session = weights.session
        self._slope, self._shift = _read_curve(weights.manifest)

    def confidence(self, score: float) -> float:
        """The share of statements with this score that are right, as measured when the weights were made.

        Args:
            score: the product of a draft's tag and link probabilities.
        """
        score = min(max(score, MIN_SCORE), 1 - MIN_SCORE)
        return 1 / (1 + math.exp(-(self._slope * math.log(score / (1 - score)) + self._shift)))

    def run(self, window: Window) -> Scores:
        """The scores of a window's pieces."""
        fed = {"ids": window.ids[None], "features": window.features[None]}
        return Scores(*(out[0] for out in self._session.run(["tags", "inner", "links"], fed)))


def _read_curve(manifest: dict[str, Any]) -> tuple[float, float]:
    """Slope and shift from a score's log-odds to those of its being right; as it is where none was fitted."""
    fitted = manifest.get("confidence", {})
    return float(fitted.get("slope", 1.0)), float(fitted.get("shift", 0.0))
