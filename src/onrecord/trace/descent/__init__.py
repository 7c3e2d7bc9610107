"""Descent: which quotes are wordings of one utterance, and who may have it from whom."""

from onrecord.trace.descent.bond import BondKind, Said, bond_quotes
from onrecord.trace.descent.collate import MAX_WITNESSES
from onrecord.trace.descent.gather import Quoted, block_lines, gather_families
from onrecord.trace.descent.infer import infer_stemma
from onrecord.trace.descent.join import Bonds, join_bonds, number_names
from onrecord.trace.descent.lines import VOICE, Lines, hash_word, hash_words, lay_lines, mix, name_wordings
from onrecord.trace.descent.pairs import pair_within_runs
from onrecord.trace.descent.speakers import are_others, most_named

__all__ = [
    "MAX_WITNESSES",
    "VOICE",
    "BondKind",
    "Bonds",
    "Lines",
    "Quoted",
    "Said",
    "are_others",
    "block_lines",
    "bond_quotes",
    "gather_families",
    "hash_word",
    "hash_words",
    "infer_stemma",
    "join_bonds",
    "lay_lines",
    "mix",
    "most_named",
    "name_wordings",
    "number_names",
    "pair_within_runs",
]
