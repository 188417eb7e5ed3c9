"""The rules: each module looks at a page for one kind of slip, and is found by being here.

One has ``look(page)``, which yields the line and what is wrong with it, and ``counted(page)``, how many things it looked at, by their name.
"""
