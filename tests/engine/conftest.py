"""Properties are tried on the same examples every time, however busy the machine is."""

from hypothesis import settings

settings.register_profile("same every time", derandomize=True, deadline=None)
settings.load_profile("same every time")
