"""The scenes: what each figure of the chapter computes and says. One file each; a new one is found by being here.

Each file has ``GRID`` (setting -> the values it may take, as strings, in the order of the address), ``DEFAULT``
(setting -> value), ``layout(settings) -> Layout`` and ``play(settings)``, which yields the values that
``app.stream.encode`` sends. ``still(film, step) -> SVG`` draws one step, ``sentence(film, step)`` says it in words, and
``facts(film) -> {name: text}`` are the numbers that the chapter's prose may quote.
"""
