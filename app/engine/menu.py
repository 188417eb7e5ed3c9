"""A folder is a menu: every module in a package is a dish, found by being there and ordered by its file's name."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """The dishes of a package, in alphabetical order."""
    return sorted(module.name for module in iter_modules(package.__path__) if not module.name.startswith("_"))


def pick(package: ModuleType, name: str) -> ModuleType:
    """The module of that name. LookupError says what came, what was expected and what there is."""
    kind = package.__name__.rpartition(".")[2]
    if name not in (there := names(package)):
        raise LookupError(f"no {name!r} among the {kind}: {', '.join(there)}")
    return import_module(f"{package.__name__}.{name}")
