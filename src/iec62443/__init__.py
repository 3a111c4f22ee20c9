"""The ISA/IEC 62443 requirement catalog as typed, immutable values, and pure functions that turn evidence into levels.

Importing this package loads nothing but itself: each public name is fetched from its module on first use (PEP 562).
Independent project; not affiliated with, endorsed or reviewed by IEC, ISA or ISCI. See NOTICE.
"""

from __future__ import annotations

TYPE_CHECKING = False  # a checker takes it for true; `typing` itself would cost 7 ms
if TYPE_CHECKING:
    from .catalog import Catalog as Catalog
    from .catalog import load as load
    from .requirements import ComponentType as ComponentType
else:
    _HOMES = {
        "catalog": ("Catalog", "load"),
        "requirements": ("ComponentType",),
    }

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            return version(__name__)
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})

__all__ = ("Catalog","load","ComponentType")
