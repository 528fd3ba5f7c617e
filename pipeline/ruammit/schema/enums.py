"""The closed sets of values that the contract uses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ruammit.ontology.names import declared

__all__ = [
    "Calendar",
    "Change",
    "EntityType",
    "Granularity",
    "Measure",
    "Modifier",
    "PercentUnit",
    "RecordKind",
    "Role",
    "Sector",
    "Status",
]


class Modifier(StrEnum):
    """How the article qualifies a number: "กว่า", "hơn" (more), "เกือบ", "dưới" (less), "ราว", "khoảng" (about)."""

    EXACT = "exact"
    MORE = "more"
    LESS = "less"
    ABOUT = "about"


class Change(StrEnum):
    """The direction of a percentage that is itself the size of a rise or a fall."""

    INCREASE = "increase"
    DECREASE = "decrease"


class PercentUnit(StrEnum):
    """Per cent of something, or percentage points ("จุด", "điểm phần trăm")."""

    PERCENT = "percent"
    POINT = "point"


class Calendar(StrEnum):
    """The calendar that the words of a date are in; `start` and `end` are Gregorian whatever it is."""

    GREGORIAN = "gregorian"
    BUDDHIST = "buddhist"
    LUNAR = "lunar"


class Granularity(StrEnum):
    """How much of the calendar a date expression covers."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


class EntityType(StrEnum):
    """Persons; organisations; countries, regions with a government, provinces, cities and districts."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"


if TYPE_CHECKING:

    class RecordKind(StrEnum):
        """What the parties do together: the kinds of `ontology.toml`."""

else:
    RecordKind = StrEnum("RecordKind", declared("kinds"), module=__name__)
    RecordKind.__doc__ = "What the parties do together: the kinds of `ontology.toml`."


class Status(StrEnum):
    """Done: happened, in force, going on. Planned: proposed, intended, expected, a target."""

    DONE = "done"
    PLANNED = "planned"


class Role(StrEnum):
    """The side of a record that a party stands on."""

    PARTNER = "partner"
    SOURCE = "source"
    TARGET = "target"
    EXPORTER = "exporter"
    IMPORTER = "importer"


class Sector(StrEnum):
    """The fields of cooperation that the product tells apart."""

    EDUCATION = "education"
    HEALTH = "health"
    WATER = "water"
    GOVERNANCE = "governance"
    SECURITY = "security"
    TRANSPORT = "transport"
    DIGITAL = "digital"
    ENERGY = "energy"
    FINANCE = "finance"
    BUSINESS = "business"
    AGRICULTURE = "agriculture"
    INDUSTRY = "industry"
    TRADE = "trade"
    TOURISM = "tourism"
    ENVIRONMENT = "environment"
    CULTURE = "culture"
    SCIENCE = "science"
    LABOUR = "labour"
    URBAN = "urban"
    HUMANITARIAN = "humanitarian"
    MULTISECTOR = "multisector"


class Measure(StrEnum):
    """What an amount in a record measures."""

    EXPORT = "export"
    IMPORT = "import"
    TURNOVER = "turnover"
    INVESTMENT = "investment"
    AID = "aid"
    LOAN = "loan"
    CONTRACT = "contract"
    BALANCE = "balance"
    TARGET = "target"
    OTHER = "other"
