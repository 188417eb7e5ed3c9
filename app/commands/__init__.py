"""What can be done at the command line: each module is a command, its opening sentence is its help.

One has ``arguments(parser)`` and ``run(chosen)``, which gets what argparse made of them. What takes long to import is imported
by ``run``. A mistake of the user's ends in ``sys.exit`` with one line.
"""
