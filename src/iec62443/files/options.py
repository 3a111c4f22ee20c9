"""What a plan chooses from: measures and products with their costs, as one TOML or JSON file. The form is *ours*."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from ..components import Configuration
from ..errors import IEC62443Error, InvalidFile
from ..options import Measure, ProductOption
from .assessments import read_assessment
from .plain import parse_mapping, read_text
from .shapes import MeasureShape, OptionsShape, ProductShape, structure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

    from ..findings import Assessment


@frozen
class Options:
    """The measures and products of a file, and the unit in which their costs are counted, for the reader."""

    measures: tuple[Measure, ...]
    products: tuple[ProductOption, ...]
    unit: str = ""


def read_options(path: str | PathLike[str]) -> Options:
    """Read what a plan chooses from; raise `InvalidFile` with every problem and its place.

    The assessment of a product is a file that lies beside or below; what is wrong in it is told under its own name.
    """
    source = Path(path)
    content = parse_mapping(read_text(source), source.name.lower())
    if isinstance(content.get("$schema"), str):  # by which editors find the schema
        del content["$schema"]
    shape, problems = structure(content, OptionsShape)
    if shape is None:
        raise InvalidFile(source.name, problems)
    measures: list[Measure] = []
    products: list[ProductOption] = []
    for place, row in enumerate(shape.measures):
        try:
            measures.append(_measure(row))
        except IEC62443Error as error:
            problems.append((f"$.measures[{place}]", str(error)))
    known: dict[str, Assessment] = {}
    for place, option in enumerate(shape.products):
        try:
            products.append(_product(option, source, known))
        except InvalidFile as error:
            told = ((", ".join(filter(None, (error.source, where))), message) for where, message in error.problems)
            problems += ((f"$.products[{place}].assessment: {where}", message) for where, message in told)
        except IEC62443Error as error:
            problems.append((f"$.products[{place}]", str(error)))
    if problems:
        raise InvalidFile(source.name, problems)
    return Options(tuple(measures), tuple(products), shape.unit)


def _measure(row: MeasureShape) -> Measure:
    return Measure(
        row.name,
        row.cost,
        row.covers,
        row.places,
        row.adequate_up_to,
        compensating=row.compensating,
        description=row.description,
    )


def _product(row: ProductShape, source: Path, known: dict[str, Assessment]) -> ProductOption:
    assessment = None
    if row.assessment:
        if Path(row.assessment).is_absolute() or ".." in Path(row.assessment).parts:
            raise InvalidFile(row.assessment, [("", "does not lie beside the file or below")])
        assessment = known.get(row.assessment) or read_assessment(source.parent / row.assessment)
        known[row.assessment] = assessment
    return ProductOption(
        row.component,
        row.product,
        row.cost,
        row.version,
        row.supplier,
        assessment,
        configuration=Configuration() if row.configured else None,
        component_types=row.types,
    )
