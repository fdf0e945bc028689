"""The fields of a master: a frozen dataclass, in which each field says beside its type what the master calls it.

name: Annotated[str, "姓名"]                                  {{ 姓名 }}
rows: Annotated[tuple[MarksRow, ...], "得票表", "行"]           {%tr for 行 in 得票表 %} {{ 行.名称 }} … {%tr endfor %}
texts: Annotated[tuple[str, ...], "得分说明", "段"]             {%p for 段 in 得分说明 %} {{ 段 }} {%p endfor %}
addressee: Addressee                                         its fields stand among these
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, Generic, TypeVar, get_args, get_origin, get_type_hints

Fields = TypeVar("Fields")


@dataclass(frozen=True)
class Master(Generic[Fields]):
    """A file in templates/documents that the office may edit, and the fields it is filled with."""

    file: str
    fields: type[Fields]


@dataclass(frozen=True)
class Field:
    """A field as a master may use it: its name there; of what is repeated, the loop's name and the fields of each."""

    name: str
    is_truth: bool = False
    each: str = ""
    parts: tuple[Field, ...] = ()

    def __str__(self) -> str:
        """The field as the office is told of it: 得票表（逐项“行”：行.名称、行.得分）."""
        if self.is_truth:
            return f"{self.name}（真假）"
        if not self.each:
            return self.name
        parts = "、".join(f"{self.each}.{part}" for part in self.parts)
        return f"{self.name}（逐项“{self.each}”{f'：{parts}' if parts else ''}）"


def fields_of(declared: type[Any]) -> tuple[Field, ...]:
    """The fields that a dataclass declares, in its order; those of a dataclass within it stand among them."""
    return tuple(_fields(declared))


def _fields(declared: type[Any]) -> Iterator[Field]:
    for name, hint in _hints(declared):
        kind, called, each = _declared(name, hint)
        if isinstance(kind, type) and is_dataclass(kind):
            yield from _fields(kind)
            continue
        (of_each, *_) = get_args(kind) or (str,)
        parts = fields_of(of_each) if is_dataclass(of_each) and isinstance(of_each, type) else ()
        yield Field(called, kind is bool, each, parts)


def context_of(filled: object) -> dict[str, object]:
    """The values of a dataclass of fields, by their names in the master."""
    context: dict[str, object] = {}
    for name, hint in _hints(type(filled)):
        kind, called, _ = _declared(name, hint)
        value = getattr(filled, name)
        context |= context_of(value) if is_dataclass(kind) else {called: _plain(value)}
    return context


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return context_of(value) if is_dataclass(value) else value


def _hints(declared: type[Any]) -> list[tuple[str, Any]]:
    hints = get_type_hints(declared, include_extras=True)
    return [(field.name, hints[field.name]) for field in fields(declared)]


def _declared(name: str, hint: Any) -> tuple[Any, str, str]:
    """The type of a field, its name in the master (its own where it names none), and the name of its loop."""
    if get_origin(hint) is not Annotated:
        return hint, name, ""
    kind, called, *each = get_args(hint)
    return kind, called, "".join(each)
