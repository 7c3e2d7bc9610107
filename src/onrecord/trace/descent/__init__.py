"""Descent: which quotes are wordings of one utterance, and who may have it from whom."""

from onrecord.trace.descent.bond import Quoted
from onrecord.trace.descent.collate import MAX_WITNESSES
from onrecord.trace.descent.gather import gather_families
from onrecord.trace.descent.infer import infer_stemma

__all__ = ["MAX_WITNESSES", "Quoted", "gather_families", "infer_stemma"]
