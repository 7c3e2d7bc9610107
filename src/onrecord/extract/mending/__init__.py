"""What the tagger cut short, tied wrongly or left without a name, made whole; one rule a file."""
