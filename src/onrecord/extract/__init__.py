"""Snapshot → Attributions: the tagger, the links, nesting, and the outlet's own voice."""

from onrecord.extract.contestable import find_contestable
from onrecord.extract.extractor import extract_attributions
from onrecord.extract.headline import find_headline_basis
from onrecord.extract.judgement import find_judgements
from onrecord.extract.tagger import Tagger
from onrecord.extract.voice import find_own_voice

__all__ = [
    "Tagger",
    "extract_attributions",
    "find_contestable",
    "find_headline_basis",
    "find_judgements",
    "find_own_voice",
]
