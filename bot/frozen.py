"""Frozen values whose methods stand here once, for all of them.

A dataclass compiles six functions of its own, and its module loads the inspection of code; both
were half of what the command line did before it said anything. `dataclasses.replace`, `fields` and
`is_dataclass` work on these values, too.
"""

from __future__ import annotations

from typing import Any, ClassVar, Never, TypeVar, dataclass_transform

Kind = TypeVar("Kind", bound="type[Frozen]")
MISSING: Any = object()  # the default of a field that must be given


class Field:
    """A field of a value: `type` as it is written, and what others want to know of it."""

    def __init__(self, default: Any = MISSING, metadata: dict[str, Any] | None = None) -> None:
        """Begin without a name: `value` finds it."""
        self.name = self.type = ""
        self.default = default
        self.metadata = metadata or {}


class _AsDataclass:
    """The fields as `dataclasses` asks for them, made when it asks."""

    def __get__(self, _: object, kind: type[Frozen]) -> dict[str, Any]:
        if "_fields" not in vars(kind):
            raise AttributeError(f"{kind.__name__} has no fields of its own")
        if "_told" not in vars(kind):
            from dataclasses import field, make_dataclass

            told = [
                (
                    one.name,
                    one.type,
                    field() if one.default is MISSING else field(default=one.default),
                )
                for one in fields_of(kind)
            ]
            made = make_dataclass(
                kind.__name__, told, init=False, repr=False, eq=False, kw_only=True
            )
            kind._told = made.__dataclass_fields__  # type: ignore[attr-defined]  # noqa: SLF001 - its own
        return kind._told  # noqa: SLF001 - its own


class Frozen:
    """A value that never changes; equal to another of its kind with equal fields."""

    __dataclass_fields__: ClassVar[Any] = _AsDataclass()
    _fields: ClassVar[dict[str, Field]]
    _blank: ClassVar[dict[str, Any]] = {}  # each field's default, in their order
    _told: ClassVar[dict[str, Any]]

    def __init__(self, *given: Any, **named: Any) -> None:
        """Fill the fields, by place or by name. Raises TypeError as any call does."""
        blank = self._blank
        placed = dict(zip(blank, given, strict=False))
        filled = {**blank, **placed, **named}
        if len(given) > len(blank) or len(filled) > len(blank) or placed.keys() & named.keys():
            raise TypeError(f"{type(self).__name__} takes each of {', '.join(blank)} once")
        if missing := [name for name, held in filled.items() if held is MISSING]:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        self.__dict__.update(filled)

    def _contents(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self._blank])

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._blank)
        return f"{type(self).__qualname__}({said})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Frozen) and type(other) is type(self):
            return self._contents() == other._contents()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._contents())

    def __setattr__(self, name: str, held: object) -> Never:
        raise _refusal("assign to", name)

    def __delattr__(self, name: str) -> Never:
        raise _refusal("delete", name)


def _refusal(what: str, name: str) -> AttributeError:
    from dataclasses import FrozenInstanceError

    return FrozenInstanceError(f"cannot {what} field {name!r}")


@dataclass_transform(frozen_default=True)
def value(kind: Kind) -> Kind:
    """Make a value of a class below Frozen: its annotations are its fields, after its bases'."""
    fields = {name: one for base in reversed(kind.__mro__) for name, one in _own(base).items()}
    for name, written in vars(kind).get("__annotations__", {}).items():
        if str(written).startswith("ClassVar"):
            continue
        default = vars(kind).get(name, MISSING)
        fields[name] = one = default if isinstance(default, Field) else Field(default)
        one.name, one.type = name, written
        if one.default is not MISSING:
            setattr(kind, name, one.default)
    kind._fields = fields
    kind._blank = {name: one.default for name, one in fields.items()}  # noqa: SLF001 - its own
    return kind


def _own(base: type) -> dict[str, Field]:
    found: dict[str, Field] = vars(base).get("_fields", {})
    return found


def fields_of(kind: type[Frozen]) -> tuple[Field, ...]:
    """Return the fields of a kind of value in their order."""
    return tuple(kind._fields.values())
