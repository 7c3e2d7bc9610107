"""Snapshot → Attributions, and the outlet's own voice.

``extractor`` leads a page through: ``finding`` asks the net (``tagger``) and the rules (``laid_out``,
``syntax``, ``mending``) for its statements, ``inside`` looks for more in their words, ``settling`` says what
goes with each; ``voice`` is what the outlet says itself.
"""

from onrecord.extract.extractor import extract_attributions
from onrecord.extract.tagger import Tagger
from onrecord.extract.voice.contestable import find_contestable
from onrecord.extract.voice.headline import find_headline_basis
from onrecord.extract.voice.judgement import find_judgements
from onrecord.extract.voice.voice import find_own_voice

__all__ = [
    "Tagger",
    "extract_attributions",
    "find_contestable",
    "find_headline_basis",
    "find_judgements",
    "find_own_voice",
]
