"""Statements whose speaker the page's layout tells: labels, name lines, dashes, interviews, set-off words."""
