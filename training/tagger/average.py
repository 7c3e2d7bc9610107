"""Average the nets of two checkpoints of one run: ``python -m training.tagger.average A B OUT``.

A point between two minima that training went through generalises better than either (Izmailov et
al. 2018). Every number of OUT's net is 0.4 of A's and 0.6 of B's, the later one.
"""

import argparse
from pathlib import Path

import torch

LATER = 0.6  # B's share


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ("a", "b", "out"):
        ap.add_argument(name, type=Path)
    args = ap.parse_args()
    a, b = (torch.load(path, weights_only=True)["net"] for path in (args.a, args.b))
    torch.save({"net": {name: torch.lerp(a[name], b[name], LATER) for name in b}}, args.out)


if __name__ == "__main__":
    main()
