"""Average the nets of checkpoints: ``python -m training.tagger.average OUT CHECKPOINT=SHARE ...``.

A point between minima that one training went through generalises better than any (Izmailov et al. 2018;
Wortsman et al. 2022). Of each the running mean is taken, or the net where it has none.
"""

import argparse
from pathlib import Path

import torch

from training.tagger.net import read_weights


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out", type=Path)
    ap.add_argument("parts", nargs="+", metavar="CHECKPOINT=SHARE")
    args = ap.parse_args()
    mean: dict[str, torch.Tensor] = {}
    for part in args.parts:
        path, _, share = part.rpartition("=")
        for name, weight in read_weights(Path(path)).items():
            mean[name] = mean.get(name, 0) + float(share) * weight
    torch.save({"mean": mean}, args.out)


if __name__ == "__main__":
    main()
