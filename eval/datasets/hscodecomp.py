"""HSCodeComp: products of an online shop, JSON lines, with ten-digit codes of the US tariff.

What is read of a line: `product_name`, `product_attributes` (a mapping, or JSON or plain
text in a string), the category path (`category_path`, or the columns that begin with
`cate`, in their order), and `hs_code`, an integer, so that chapters 01 to 09 have lost
their zero. The text is the name; `text = ["product_name", "attributes", "category"]`
in the specification adds the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from eval.cases import Dataset
from eval.datasets.source import Row, Source, collect, json_lines

PARTS: Final = ("product_name", "attributes", "category")
"""What a text can be made of, in the order of a listing."""


def read_hscodecomp(source: Source) -> Dataset:
    """The cases of a file in HSCodeComp's shape.

    Raises:
        CaseError: the file cannot be read.
    """
    return collect(source, _rows(source), [source.path])


def _rows(source: Source) -> Iterator[Row]:
    wanted = [part for part in PARTS if part in source.text] or PARTS[:1]
    for number, record in json_lines(source.path):
        if not isinstance(record, dict):
            yield Row(str(number), broken="the line is no JSON object")
            continue
        name = str(record.get("task_id", number))
        if "hs_code" not in record:
            yield Row(name, broken="it has no 'hs_code'")
            continue
        parts = {
            "product_name": str(record.get("product_name") or ""),
            "attributes": attributes(record.get("product_attributes", record.get("attributes"))),
            "category": category(record),
        }
        text = ". ".join(parts[part] for part in wanted if parts[part])
        yield Row(name, text, (record["hs_code"],))


def attributes(value: Any) -> str:
    """Attributes as a seller would list them: `material: wool; size: 40`."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return str(value).strip()
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {said}" for name, said in value.items() if said)
    if isinstance(value, list):
        return "; ".join(filter(None, (attributes(one) for one in value)))
    return "" if value is None else str(value)


def category(record: Mapping[str, Any]) -> str:
    """The category path, from wide to narrow, joined by `>`."""
    path = record.get("category_path", record.get("category"))
    if path is None:
        path = [record[name] for name in sorted(record) if name.startswith("cate")]
    levels = path if isinstance(path, list) else [path]
    return " > ".join(str(level).strip() for level in levels if level)
