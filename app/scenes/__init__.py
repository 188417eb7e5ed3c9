"""The scenes: what each figure of the chapter computes. One file each; a new one is found by being here.

Each file has ``GRID`` (setting -> the values it may take, as strings, in the order of the address), ``DEFAULT``
(setting -> value), ``layout(settings) -> Layout`` and ``play(settings)``, which yields the values that
``app.stream.encode`` sends. One that compares two films has ``BESIDE`` too, the settings of the other one. How it is drawn
and told on paper stands in ``app/stills/<word>.py``.
"""
