"""Readings and traces → what other programs read."""
