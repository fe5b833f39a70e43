"""A classification as JSON, and as a page of the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from classifier import Classification, Evidence, RollUp, Suggestion
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
    "as": {"en": "as in", "fr": "comme", "ar": "كما في", "es": "como"},
    "if": {"en": "if", "fr": "si", "ar": "بشرط", "es": "si"},
    "note": {
        "en": "Customs decide. A chance of 70% is right about 7 times in 10.",
        "fr": "La douane décide. Une chance de 70 % tombe juste environ 7 fois sur 10.",
        "ar": "القرار للجمارك. احتمال 70% يصيب نحو 7 مرات من 10.",
        "es": "Decide la aduana. Una probabilidad del 70 % acierta unas 7 veces de 10.",
    },
}


_LEAST_SHOWN = 0.005
"""What would read as 0% is no help to a person; JSON keeps it."""


def label(key: str, language: Language) -> str:
    """A fixed word of the terminal pages in a language."""
    return _LABELS[key][language]


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "feature": evidence.source,
        "contribution": round(evidence.contribution, 4),
        "words": list(evidence.words),
        "passage": evidence.passage,
        "language": evidence.lang,
        "condition": evidence.condition,
    }


def _suggestion(suggestion: Suggestion, language: Language) -> dict[str, Any]:
    code = suggestion.code
    return {
        "code": code.digits,
        "level": code.level,
        "description": suggestion.entry.describe(language),
        "chapter": code.chapter.digits,
        "heading": code.digits[:4],
        "probability": round(suggestion.probability, 4),
        "evidence": [_evidence(item) for item in suggestion.evidence],
    }


def _roll_up(roll_up: RollUp, language: Language) -> dict[str, Any]:
    return {
        "code": roll_up.entry.code.digits,
        "description": roll_up.entry.describe(language),
        "level": roll_up.entry.code.level,
        "probability": round(roll_up.probability, 4),
    }


def as_json(answer: Classification, language: Language) -> dict[str, Any]:
    """The answer as a JSON object; every code is a string."""
    return {
        "query": answer.query.raw[:1000],
        "language": language,
        "status": answer.outcome,
        "message": answer.message(language),
        "supported": _roll_up(answer.supported, language) if answer.supported else None,
        "suggestions": [_suggestion(s, language) for s in answer.suggestions],
        "headings": [_roll_up(r, language) for r in answer.headings],
        "chapters": [_roll_up(r, language) for r in answer.chapters],
        "hs_edition": answer.versions.edition,
        "model_version": answer.versions.encoder,
        "data_version": answer.versions.data,
        "software_version": answer.versions.software,
    }


def why(suggestion: Suggestion, language: Language) -> str:
    """The strongest evidence with a passage, in one line: the person's words, and whose name."""
    told = [item for item in suggestion.evidence if item.passage]
    if not told:
        return ""
    # A name that shares the person's words says more than nearness in meaning.
    best = max(told, key=lambda item: (bool(item.words), item.contribution))
    met = ", ".join(best.words)
    condition = f" ({label('if', language)}: {best.condition})" if best.condition else ""
    start = f"{met} — " if met else ""
    return f"{start}{label('as', language)} “{best.passage}”{condition}"


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
    likely = [s for s in answer.suggestions if s.probability >= _LEAST_SHOWN]
    for suggestion in likely or answer.suggestions[:1]:
        table.add_row(
            suggestion.code.dotted,
            f"{suggestion.probability:.0%}",
            escape(suggestion.entry.describe(language)),
            escape(why(suggestion, language)),
        )
    heading = answer.headings[0]
    place = f"{heading.entry.code}  {heading.entry.describe(language)}  ({heading.probability:.0%})"
    return Group(message, Text(place), table, Text(label("note", language), style="dim italic"))


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
    """A code as a JSON object: descriptions, path, children and neighbours."""

    def brief(other: HSEntry) -> dict[str, str]:
        return {"code": other.code.digits, "description": other.describe(language)}

    section = tree.section_of(entry.code)
    return {
        "code": entry.code.digits,
        "level": entry.code.level,
        "description": entry.describe(language),
        "descriptions": dict(entry.descriptions),
        "section": {"numeral": section.numeral, "description": section.descriptions[language]},
        "path": [brief(above) for above in tree.ancestors(entry.code)],
        "children": [brief(child) for child in tree.children(entry.code)],
        "siblings": [brief(other) for other in tree.siblings(entry.code)],
    }
