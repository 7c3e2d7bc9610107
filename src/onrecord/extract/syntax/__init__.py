"""Statements that the form of a sentence tells, where the tagger passes them by or takes them otherwise."""
