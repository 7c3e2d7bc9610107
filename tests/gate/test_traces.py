"""A floor under the traces of bare quotes to all records."""

import subprocess
import sys

FLOOR = 0.95  # F1; a dictionary of 5-word shingles with a tuned threshold reaches 0.90


def test_traces_of_bare_quotes(shared, score, tmp_path):
    data = shared / "data"
    command = [
        sys.executable,
        str(shared / "score" / "from_output.py"),
        "quotes",
        str(data / "trace-open.jsonl"),
    ]
    (tmp_path / "quotes.jsonl").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    find = [sys.executable, "-m", "onrecord", "find", "--quotes", str(tmp_path / "quotes.jsonl")]
    where = ["--records", str(data / "records.jsonl.gz"), "--index", str(tmp_path / "index")]
    subprocess.run([*find, *where, "-o", str(tmp_path / "out.jsonl")], check=True)
    report = score("score_traces", data / "trace-open.jsonl", tmp_path / "out.jsonl", "--json")
    assert report["trace"]["f1"] >= FLOOR
