"""Trained weights that ship with the package: checked against their hashes, and opened for one thread.

The tagger and the sentence encoder are each a folder of an ONNX file, a tokenizer and a manifest. One
thread, so that a result does not depend on the number of cores, and two processes do not fight over them.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError

MANIFEST = "manifest.json"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """A net ready to be run, the tokenizer of its input, and what its manifest tells beside the hashes."""

    session: ort.InferenceSession
    tokenizer: Tokenizer
    manifest: dict[str, Any]


def open_weights(folder: Path, net: str, what: str) -> Weights:
    """Open the weights in a folder.

    Args:
        folder: holds the net, ``tokenizer.json`` and ``manifest.json`` with the hashes of both.
        net: the name of the ONNX file.
        what: whose weights they are, for an error.

    Raises:
        ModelError: a file is missing, or is not the one that the manifest names.
    """
    manifest, parts = _read_checked(folder, what)
    tokenizer: Tokenizer = Tokenizer.from_str(parts[TOKENIZER].decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.encode_special_tokens = True  # "[SEP]" on a page is five letters and two brackets there
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if not manifest.get("fits_16_bits"):
        # Without VNNI a processor adds two products in 16 bits, where the sum may not fit: this is exact.
        options.add_session_config_entry("session.x64quantprecision", "1")
    # What it would fuse takes longer than its parts: 7 % of the whole.
    options.add_session_config_entry("optimization.disable_specified_optimizers", "SkipLayerNormFusion")
    session = ort.InferenceSession(parts[net], options, providers=["CPUExecutionProvider"])
    return Weights(session, tokenizer, manifest)


def _read_checked(folder: Path, what: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest, and the files that it names, each as its hash says."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        parts = {name: (folder / name).read_bytes() for name in manifest["sha256"]}
    except (OSError, ValueError, KeyError) as err:
        raise ModelError(f"the {what}'s weights cannot be read ({err}): install onrecord again") from err
    for name, data in parts.items():
        if hashlib.sha256(data).hexdigest() != manifest["sha256"][name]:
            raise ModelError(f"the {what}'s weights are damaged ({folder / name}): install onrecord again")
    return manifest, parts
