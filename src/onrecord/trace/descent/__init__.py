"""Descent: which quotes are wordings of one utterance, and who may have it from whom."""

from onrecord.trace.descent.bond import Part, Said, bond_quotes
from onrecord.trace.descent.collate import MAX_WITNESSES
from onrecord.trace.descent.gather import Quoted, block_lines, gather_families
from onrecord.trace.descent.infer import infer_stemma
from onrecord.trace.descent.join import Bonds, join_bonds, number_names
from onrecord.trace.descent.lines import VOICE, Lines, hash_word, hash_words, lay_lines, mix, name_wordings
from onrecord.trace.descent.pairs import pair_within_runs

__all__ = [
    "MAX_WITNESSES",
    "VOICE",
    "Bonds",
    "Lines",
    "Part",
    "Quoted",
    "Said",
    "block_lines",
    "bond_quotes",
    "gather_families",
    "hash_word",
    "hash_words",
    "infer_stemma",
    "join_bonds",
    "lay_lines",
    "mix",
    "name_wordings",
    "number_names",
    "pair_within_runs",
]
