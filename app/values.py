"""Values that a setting may take: most settings list theirs in a tuple; some are open to whatever fits a pattern."""

import re


class Open(tuple):
    """The values of a setting that cannot all be listed: those that are, and any text of that ``pattern``, in words a ``form``."""

    pattern: str
    form: str

    def __new__(cls, listed, pattern, form):
        values = super().__new__(cls, listed)
        values.pattern, values.form = pattern, form
        return values

    def __contains__(self, value):
        return super().__contains__(value) or re.fullmatch(self.pattern, value, re.ASCII) is not None
