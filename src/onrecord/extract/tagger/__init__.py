"""What the trained net sees: stretches of text → windows of word pieces → tags and links → drafts."""

from onrecord.extract.tagger.tagger import Tagger

__all__ = ["Tagger"]
