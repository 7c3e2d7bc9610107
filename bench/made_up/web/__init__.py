"""Made-up news as the web has it: HTML of many sites in WARC files, with what is planted in it known."""

from bench.made_up.web.write import Size, write_web

__all__ = ["Size", "write_web"]
