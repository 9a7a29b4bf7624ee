"""Attributes that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

MadeT = TypeVar("MadeT")


class lazy(Generic[MadeT]):  # noqa: N801, as ``property``
    """``functools.cached_property`` without the lock that Python 3.11 takes whenever it makes a value."""

    def __init__(self, make: Callable[[Any], MadeT]) -> None:
        self._make = make
        self._name = ""
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> MadeT: ...
    def __get__(self, instance: object | None, owner: type) -> Self | MadeT:
        if instance is None:
            return self
        made = instance.__dict__[self._name] = self._make(instance)
        return made
