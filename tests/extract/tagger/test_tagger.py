"""The shipped weights: damage is told, and a result depends on its window alone."""

import shutil

import numpy as np
import onnxruntime as ort
import pytest

from onrecord.errors import ModelError
from onrecord.extract.tagger.tagger import SHIPPED, Tagger
from onrecord.extract.tagger.windows import cut_windows

TEXT = "“The pier is safe,” said Lia Orvane, the harbour minister.\n\nShe denied that it leaks."


@pytest.mark.parametrize("name", ["tagger.onnx", "tokenizer.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["missing", "cut", "flipped"])
def test_damaged_weights_are_told_in_one_line(tmp_path, name, damage):
    folder = tmp_path / "weights"
    shutil.copytree(SHIPPED, folder)
    file = folder / name
    data = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        middle = len(data) // 2
        file.write_bytes(data[:middle] + (b"" if damage == "cut" else b"\x00" + data[middle + 1 :]))
    with pytest.raises(ModelError) as caught:
        Tagger(folder)
    assert "\n" not in str(caught.value)
    assert "install onrecord again" in str(caught.value)


def test_a_result_does_not_depend_on_what_was_read_before(tagger):
    (alone,) = cut_windows(TEXT, tagger.tokenizer)
    first = tagger.run(alone)
    for other in cut_windows("The ferry left. " * 60, tagger.tokenizer):
        tagger.run(other)
    for before, after in zip(first, tagger.run(alone), strict=True):
        np.testing.assert_array_equal(before, after)


def test_every_piece_has_its_scores(tagger):
    (window,) = cut_windows(TEXT, tagger.tokenizer)
    assert [x.shape for x in tagger.run(window)] == [(len(window.ids), n) for n in (7, 7, 512)]


def test_whole_numbers_are_summed_exactly_on_any_processor(tagger):
    """Where sums did not fit 16 bits, as fast arithmetic without VNNI has them, scores were 0.6 off."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.add_session_config_entry("optimization.disable_specified_optimizers", "SkipLayerNormFusion")
    exact = ort.InferenceSession(SHIPPED / "tagger.onnx", options, providers=["CPUExecutionProvider"])
    for text in (TEXT, "The ferry left, despite signs warning of algae; “it leaks,” she said. " * 9):
        (window,) = cut_windows(text, tagger.tokenizer)
        fed = {"ids": window.ids[None], "features": window.features[None]}
        for mine, summed in zip(tagger.run(window), exact.run(["tags", "inner", "links"], fed), strict=True):
            np.testing.assert_array_equal(mine, summed[0])
