"""Lists of words that resolving leans on: given names, places, nouns for people and bodies, little words."""
