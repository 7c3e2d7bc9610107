"""The sentence encoder: a text → a vector of length one; near ones mean much the same.

The weights ship with the package: all-MiniLM-L6-v2 trained further, as int8. How is in
``training/paraphrase``, what they are good for in ``docs/model-card-paraphrase.md``.
"""

from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.weights import open_weights

LONGEST = 128  # word pieces read of a text; the weights know no more places
REMEMBERED = 1 << 14  # texts whose vectors are kept, 1.5 KB each: speeches are asked for again and again
SHIPPED = Path(str(files("onrecord.trace.paraphrase") / "weights"))


class Encoder:
    """An ONNX session over the weights in a folder; single-threaded, one text at a time, deterministic."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Load the weights.

        Args:
            folder: holds ``encoder.onnx``, ``tokenizer.json`` and ``manifest.json`` with their hashes.

        Raises:
            ModelError: a file is missing, or is not the one that the manifest names.
        """
        weights = open_weights(folder, "encoder.onnx", "encoder")
        self._tokenizer, self._session = weights.tokenizer, weights.session
        self.encode = lru_cache(maxsize=REMEMBERED)(self._encode)

    def _encode(self, text: str) -> NDArray[np.float32]:
        """The vector of a text, (384,), of length one; of a long text only the beginning is read."""
        ids = self._tokenizer.encode(text[: LONGEST * 20]).ids[:LONGEST]
        vector: NDArray[np.float32] = self._session.run(["vector"], {"ids": np.array([ids])})[0][0]
        return vector


@cache
def shipped() -> Encoder:
    """The encoder that ships, loaded the first time that it is needed."""
    return Encoder()
