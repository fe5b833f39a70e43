"""A classification as JSON, and as a page of the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from api.shapes import classified, code_out, shown
from classifier import Classification
from classifier.explanation import explanation
from classifier.types import Question
from hs_data import HSEntry, Language, Nomenclature

_LABELS: dict[str, dict[Language, str]] = {
    "code": {"en": "Code", "fr": "Code", "ar": "الرمز", "es": "Código"},
    "covers": {
        "en": "What it covers",
        "fr": "Ce qu'il couvre",
        "ar": "ما يشمله",
        "es": "Qué abarca",
    },
    "chance": {"en": "Chance", "fr": "Chance", "ar": "الاحتمال", "es": "Prob."},
    "why": {"en": "Why", "fr": "Pourquoi", "ar": "السبب", "es": "Por qué"},
    "note": {
        "en": "Customs decide. A chance of 70% is right about 7 times in 10.",
        "fr": "La douane décide. Une chance de 70 % tombe juste environ 7 fois sur 10.",
        "ar": "القرار للجمارك. احتمال 70% يصيب نحو 7 مرات من 10.",
        "es": "Decide la aduana. Una probabilidad del 70 % acierta unas 7 veces de 10.",
    },
}


def label(key: str, language: Language) -> str:
    """A fixed word of the terminal pages in a language."""
    return _LABELS[key][language]


def as_json(answer: Classification, language: Language) -> dict[str, Any]:
    """The answer as a JSON object, as the API gives it; every code is a string."""
    return classified(answer, language, "").model_dump(mode="json", exclude={"request_id"})


def as_page(answer: Classification, language: Language) -> RenderableType:
    """The answer as a person reads it in a terminal."""
    message = Text(answer.message(language), style="bold")
    if not answer.suggestions:
        return message
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="dim")
    table.add_column(label("code", language), no_wrap=True, style="bold cyan")
    table.add_column(label("chance", language), justify="right", no_wrap=True)
    table.add_column(label("covers", language), ratio=3)
    table.add_column(label("why", language), ratio=2, style="dim")
    for suggestion in shown(answer):
        table.add_row(
            suggestion.code.dotted,
            f"{suggestion.probability:.0%}",
            escape(suggestion.entry.describe(language)),
            escape("\n".join(explanation(suggestion, language))),
        )
    heading = answer.headings[0]
    place = f"{heading.entry.code}  {heading.entry.describe(language)}  ({heading.probability:.0%})"
    asked = [_question(answer.question, language)] if answer.question else []
    note = Text(label("note", language), style="dim italic")
    return Group(message, Text(place), table, *asked, note)


def _question(question: Question, language: Language) -> Text:
    options = " / ".join(option.labels[language] for option in question.options)
    return Text(f"{question.text(language)}  ", style="bold yellow").append(options, "default")


def _line(entry: HSEntry, language: Language, style: str = "") -> Text:
    text = Text(f"{entry.code.dotted:<8} ", style="cyan")
    return text.append(entry.describe(language), style=style or "default")


def code_page(entry: HSEntry, tree: Nomenclature, language: Language) -> RenderableType:
    """What a code covers, its path from the section down, its children and its neighbours."""
    section = tree.section_of(entry.code)
    lines = [Text(f"{section.numeral:<8} {section.descriptions[language]}", style="dim")]
    lines += [_line(above, language, "dim") for above in tree.ancestors(entry.code)]
    lines.append(_line(entry, language, "bold"))
    children = tree.children(entry.code)
    lines += [Text("  ").append_text(_line(child, language)) for child in children]
    if not children:
        lines.append(Text(""))
        lines += [_line(sibling, language) for sibling in tree.siblings(entry.code)]
    return Group(*lines)


def code_json(entry: HSEntry, tree: Nomenclature, language: Language) -> dict[str, Any]:
    """A code as a JSON object, as the API gives it."""
    return code_out(entry, tree, language).model_dump(mode="json")
