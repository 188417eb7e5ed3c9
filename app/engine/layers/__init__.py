"""The layers of a network, each with its forward and its backward pass side by side.

Images travel as ``(rows, channels, columns, examples)``: examples innermost, so that whatever happens to a pixel
happens to the whole batch in one long run of memory. A layer is built for a fixed number of examples and owns
its buffers; what ``forward`` returns is valid until the next ``forward``, likewise for ``backward``. It may keep
hold of what it was given until then, and ReLU writes over it, so no network begins with one. The buffers serve
one thread at a time.

Every layer has ``shapes`` (name -> shape of its weights, empty if it has none),
``forward(weights, x) -> y`` and ``backward(weights, gradients, dy) -> dx``, where ``weights`` and ``gradients`` map
those names to views; ``backward`` fills ``gradients`` and uses what the last ``forward`` left. A layer made with
``first=True`` has nobody below who asks for ``dx``, and gives back None.
"""
