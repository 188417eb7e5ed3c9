"""Bundles: modules that import each other, written into few small files, so that a page asks once and not forty times.

Each module becomes a function that is called once. A name that only one of them exports is seen by all; what others export too
is had from its module's constant, as $7. Around all that is a function again, so that every name can become a letter. What other
bundles need of a bundle, it lends in one array, so that no module runs twice.
"""

from collections import Counter
from itertools import chain

import minify

from app.server.modules import inside, on_demand, reached, read, relative, stem

LENT = "$"


def bundles(files, first, rows=(), opening=()):
    """{name: text} of the first bundle, of those in the rows, and of what any of these imports later; each lies where its module does.

    ``files`` maps the names of modules to their texts. The first bundle holds its module, those of the opening, and whatever two
    rows need. A row is {name: modules}, and each of its bundles may borrow from those before it. A bundle exports its modules,
    each named after itself; if its own name is that of its module, what this one exports. ValueError names a module that imports
    or exports in a way that is not understood.
    """
    modules = read(files)
    rows = [*rows, *({name: [name]} for name in on_demand(modules, [first, *opening, *chain(*(chain(*row.values()) for row in rows))]))]
    counts = Counter(chain(*(reached(modules, chain(*row.values())) for row in rows)))
    shared = [module for module, count in counts.items() if count > 1]
    bindery = Bindery(modules, {name: held for row in rows for name, held in row.items()} | {first: opening})
    bindery.fill(first, [*opening, *shared, first], [])
    for row in rows:
        for place, (name, held) in enumerate(row.items()):
            bindery.fill(name, held, [first, *list(row)[:place]])
    return {name: minify.string("text/javascript", bindery.text(name)) for name in bindery.held}


class Bindery:
    """``given`` maps the names of bundles to the modules that they export."""

    def __init__(self, modules, given):
        self.modules, self.given = modules, given
        self.held, self.before = {}, {}
        self.constants = {name: f"${number}" for number, name in enumerate(modules)}
        asked = [one for module in modules.values() for one in module.imports]
        self.asked = {name: {theirs: "" for one in asked if one.module == name for theirs, _ in one.names} for name in modules}
        counts = Counter(chain(*self.asked.values()))
        self.whole = {name for name in modules if any(counts[theirs] > 1 for theirs in self.asked[name])}
        self.whole |= {one.module for one in asked if one.whole} | set(chain(*given.values()))

    def fill(self, bundle, modules, before):
        """Put these modules into a bundle, and what they lead to, as far as it is not in those before."""
        there = set(chain(*(self.held[name] for name in before)))
        self.held[bundle] = [module for module in reached(self.modules, modules) if module not in there]
        self.before[bundle] = before

    def text(self, bundle):
        """A bundle: what it borrows, its modules, and what it exports."""
        needs = {lender: self.borrowed(bundle, lender) for lender in self.before[bundle]}
        lenders = [lender for lender, needed in needs.items() if needed]
        lines = [f'import{{{LENT} as {LENT}{place}}}from"{relative(bundle, "", lender)}";' for place, lender in enumerate(lenders)]
        lent = {lender: self.lent(lender) for lender in [*lenders, bundle]}
        taken = [f"[{','.join(name if name in needs[lender] else '' for name in lent[lender])}]" for lender in lenders]
        given = self.exported(bundle) | ({LENT: f"[{','.join(lent[bundle])}]"} if lent[bundle] else {})
        modules = "".join(self.function(module, bundle) for module in self.held[bundle])
        call = called(taken, f"{modules}return[{','.join(given.values())}]", [f"{LENT}{place}" for place in range(len(lenders))])
        return f"{''.join(lines)}export const[{','.join(given)}]={call}"

    def exported(self, bundle):
        """What a bundle exports, by name."""
        held = self.given[bundle]
        if held == [bundle]:
            return {name: f"{self.constants[bundle]}.{name}" for name in self.modules[bundle].exports}
        return {stem(module): self.constants[module] for module in held}

    def lent(self, bundle):
        """All that other bundles need of this one."""
        return [*dict.fromkeys(chain(*(self.borrowed(other, bundle) for other in self.held if bundle in self.before[other])))]

    def borrowed(self, bundle, lender):
        """What a bundle needs of another."""
        foreign = (one for module in self.held[bundle] for one in self.modules[module].imports if one.module in self.held[lender])
        return [*dict.fromkeys(name for one in foreign for name in self.seen(one))]

    def seen(self, one):
        """What is imported, as all modules of a bundle see it."""
        return [self.constants[one.module]] if one.module in self.whole else [theirs for theirs, _ in one.names]

    def function(self, module, bundle):
        """A module as a function that is called at once. What it calls otherwise than its maker does comes as an argument."""
        named = {}
        for one in self.modules[module].imports:
            constant = self.constants[one.module] if one.module in self.whole else ""
            told = [("", one.whole)] if one.whole else [(f".{theirs}" if constant else theirs, ours) for theirs, ours in one.names]
            named |= {ours: constant + theirs for theirs, ours in told if constant or theirs != ours}
        whole = f"{{{','.join(self.modules[module].exports)}}}"
        few = f"[{','.join(self.asked[module])}]"
        name, given = (self.constants[module], whole) if module in self.whole else (few, few)
        text = f"{inside(self.modules, module, bundle)}\nreturn"
        return f"const {name}={called(named, text + given, named.values())}"


def called(taken, body, given):
    """A function that is called at once, as text."""
    return f"(({','.join(taken)})=>{{{body}}})({','.join(given)});\n"
