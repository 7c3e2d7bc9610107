"""``python -m onrecord``, and the command ``onrecord``."""

import os
import signal


def main() -> None:
    """Load the command, and run it; Ctrl-C ends it quietly while it is still being loaded, too."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # not where whoever started this one had it ignored
        signal.signal(signal.SIGINT, _end)
    from onrecord.cli.main import main as run

    signal.signal(signal.SIGINT, before)
    run()


def _end(*_: object) -> None:
    """End at once: an exception could be swallowed by a library that tries whether another is there."""
    os.write(2, b"onrecord: interrupted\n")
    os._exit(130)


if __name__ == "__main__":
    main()
