"""The sentence encoder: a text → a vector of length one; near ones mean much the same.

The weights ship with the package: all-MiniLM-L6-v2 trained further, as int8. How is in
``training/paraphrase``, what they are good for in ``docs/model-card-paraphrase.md``.
"""

import hashlib
import json
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError

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
        parts = _read_checked(folder)
        self._tokenizer: Tokenizer = Tokenizer.from_str(parts["tokenizer.json"].decode("utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            parts["encoder.onnx"], options, providers=["CPUExecutionProvider"]
        )
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


def _read_checked(folder: Path) -> dict[str, bytes]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        parts = {name: (folder / name).read_bytes() for name in manifest["sha256"]}
    except (OSError, ValueError, KeyError) as err:
        raise ModelError(f"the encoder's weights cannot be read ({err}): install onrecord again") from err
    for name, data in parts.items():
        if hashlib.sha256(data).hexdigest() != manifest["sha256"][name]:
            raise ModelError(f"the encoder's weights are damaged ({folder / name}): install onrecord again")
    return parts
