"""Settings of all tests."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)  # the same cases on every machine
settings.load_profile("steady")
