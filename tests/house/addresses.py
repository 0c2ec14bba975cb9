"""Rule: every address has a name and a row that says who may go there."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def addresses(
    patterns: Iterable[URLPattern | URLResolver] | None = None, space: str = ""
) -> Iterator[tuple[str, str]]:
    """Every address of the product: its full name (`desk:matter`) and its pattern; the name is empty if it has none."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from ((name, f"{one.pattern}{route}") for name, route in addresses(one.url_patterns, inner))
        else:
            yield (f"{space}{one.name}" if one.name else "", str(one.pattern))


def without_row(found: Iterable[tuple[str, str]], matrix: Iterable[str]) -> list[str]:
    """Addresses that nobody decided about."""
    decided = set(matrix)
    return sorted({f"{name or '(no name)'} /{route}" for name, route in found if name not in decided})
