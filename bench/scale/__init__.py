"""What a bulk run costs and survives, measured on the made-up web: see ``__main__.py``."""
