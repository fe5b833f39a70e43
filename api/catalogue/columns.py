"""Which row is the header, and which columns say what the goods are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from api.catalogue.errors import ColumnError
from index import normalise

Role = Literal["name", "material", "category", "description"]

ORDER: Final[tuple[Role, ...]] = ("name", "material", "category", "description")
"""In this order the columns are put into one text: the first words count most in ranking."""

WORDS: Final[dict[Role, int]] = {"name": 40, "material": 15, "category": 12, "description": 60}
"""Most words taken of a column: a long description must not drown the name."""

_HEADERS: Final[dict[Role, str]] = {
    "name": "name|product|product name|product title|title|item|item name|article|goods|"
    "nom|nom du produit|produit|designation|libelle|intitule|titre|marchandise|designation "
    "des marchandises|nombre|producto|nombre del producto|titulo|articulo|mercancia|"
    "denominacion|اسم|الاسم|اسم المنتج|المنتج|منتج|السلعة|البضاعة|التسمية|العنوان|الصنف|"
    "اسم السلعة|بيان البضاعة|smiya|السمية|produit name|commodity|goods description|"
    "description of goods|desc of goods|designation article|designation du produit",
    "material": "material|materials|composition|made of|fabric|fibre content|matiere|matieres|"
    "matiere premiere|materiau|materiaux|tissu|composicion|materia|materiales|tejido|"
    "المادة|المواد|مادة الصنع|الخامة|الخامات|التركيب|المكونات|القماش",
    "category": "category|categories|type|product type|family|department|collection|categorie|"
    "famille|rayon|genre|categoria|tipo|familia|الفئة|النوع|التصنيف|القسم|المجموعة|"
    "product category|categorie produit|sous categorie|subcategory",
    "description": "description|details|product description|body html|body (html)|long "
    "description|short description|specification|specifications|features|caracteristiques|"
    "detail|descriptif|description du produit|descripcion|detalles|caracteristicas|الوصف|"
    "وصف|وصف المنتج|التفاصيل|المواصفات|body|content|comment|commentaire|usage|utilisation",
}


def _plain(header: str) -> str:
    return " ".join(normalise(header).replace("_", " ").replace("-", " ").split(" ")).strip(" :*")


_ROLE_OF: Final[dict[str, Role]] = {
    _plain(header): role for role, headers in _HEADERS.items() for header in headers.split("|")
}

_LOOKED_AT: Final = 30
"""Rows in which a header is looked for."""

_OTHERS: Final = (
    "id|ref|reference|sku|code|price|prix|precio|quantity|qty|quantite|cantidad|weight|poids|"
    "peso|country|pays|origine|date|stock|n°|no|num|unite|unit|unidad|total|size|taille|"
    "dimensions|colour|color|couleur|talla|الثمن|السعر|الكمية|المرجع|الرقم|الوزن|المقاس|اللون|"
    "رقم|hs code|code sh|hs|sh|vendor|handle|tags|image|url|ean|barcode|البلد|supplier|"
    "fournisseur|artisan|cooperative|ville|city|observations|remarques"
)
"""Headers of columns that say nothing of what the goods are, but tell a header row."""

_OTHER_HEADERS: Final = frozenset(_plain(header) for header in _OTHERS.split("|"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column that describes the goods: its place, name and role."""

    place: int
    name: str
    role: Role


def role_of(header: str) -> Role | None:
    """What a column of this name tells of the goods, or None."""
    plain = _plain(header)
    if plain in _ROLE_OF:
        return _ROLE_OF[plain]
    # "Désignation (FR)", "Product name*", "اسم المنتج بالعربية": the name and something more.
    starts = [name for name in _ROLE_OF if len(name) > 3 and plain.startswith(name + " ")]  # noqa: PLR2004
    return _ROLE_OF[max(starts, key=len)] if starts else None


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The place of the header among the first rows of a sheet; titles may stand above it.

    Raises:
        ColumnError: no row has two cells.
    """
    best, found = (0, 0), -1
    width = max((sum(bool(c.strip()) for c in row) for row in rows[:_LOOKED_AT]), default=0)
    for place, row in enumerate(rows[:_LOOKED_AT]):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) < min(2, width) or not filled:
            continue
        known = sum(role_of(cell) is not None or _plain(cell) in _OTHER_HEADERS for cell in filled)
        # The first of equals: what comes below a header repeats none of its words.
        if found < 0 or (known, 0) > best:
            best, found = (known, 0), place
    if found < 0:
        raise ColumnError("The file has no row with cells in it.")
    return found


def choose(
    columns: Sequence[str], sample: Sequence[Sequence[str]], wanted: Sequence[str] = ()
) -> tuple[Chosen, ...]:
    """The columns that describe the goods, in the order in which they are combined.

    Args:
        columns: the header.
        sample: the first rows.
        wanted: names of columns to take instead, the most telling first.

    Raises:
        ColumnError: a wanted column is not there, or none describes goods.
    """
    if wanted:
        return tuple(_wanted(columns, name, n) for n, name in enumerate(wanted))
    chosen = [
        Chosen(place, name, role)
        for place, name in enumerate(columns)
        if (role := role_of(name)) is not None
        and any(len(row) > place and row[place].strip() for row in sample)
    ]
    if not any(one.role in {"name", "description"} for one in chosen):
        wordiest = _wordiest(columns, sample, {one.place for one in chosen})
        if wordiest is not None:
            chosen.append(wordiest)
    if not chosen:
        raise ColumnError(
            "No column seems to describe goods; name them with --columns. The columns are: "
            + ", ".join(columns)
            + "."
        )
    return tuple(sorted(chosen, key=lambda one: (ORDER.index(one.role), one.place)))


def _wanted(columns: Sequence[str], name: str, order: int) -> Chosen:
    places = [place for place, column in enumerate(columns) if _plain(column) == _plain(name)]
    if not places:
        raise ColumnError(
            f"There is no column {name!r}; the columns are: {', '.join(columns) or 'none'}."
        )
    role: Role = "name" if order == 0 else (role_of(name) or "description")
    return Chosen(places[0], columns[places[0]], role)


def _wordiest(
    columns: Sequence[str], sample: Sequence[Sequence[str]], taken: set[int]
) -> Chosen | None:
    """The column with most letters in its cells, where no header says which it is."""
    letters = {
        place: sum(sum(c.isalpha() for c in row[place]) for row in sample if len(row) > place)
        for place in range(len(columns))
        if place not in taken and _plain(columns[place]) not in _OTHER_HEADERS
    }
    place = max(letters, key=lambda n: letters[n], default=-1)
    if place < 0 or letters[place] < 3 * max(len(sample), 1):
        return None
    return Chosen(place, columns[place], "name")
