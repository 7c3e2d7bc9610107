"""The bulk run."""
