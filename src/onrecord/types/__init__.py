"""The vocabulary of Onrecord as immutable records; standard library only."""

from onrecord.types.attribution import Attribution
from onrecord.types.document import Article, Block, BlockKind, MediaType, Metadata, RawDocument
from onrecord.types.entity import Cast, Entity, EntityType, Mention, Resolution
from onrecord.types.issue import InputError, Issue
from onrecord.types.place import Place, PlaceKind
from onrecord.types.reading import Draft, Reading
from onrecord.types.span import Span, hull, inside, meeting
from onrecord.types.statement import MIN_CONFIDENCE, Act, Channel, QuoteType, Statement
from onrecord.types.tagged import NameKind, RoleKind, Tagged, TaggedName, TaggedRole
from onrecord.types.value import Evidence, Found, Quantity

__all__ = [
    "MIN_CONFIDENCE",
    "Act", "Article", "Attribution", "Block", "BlockKind", "Cast", "Channel", "Draft", "Entity", "EntityType",
    "Evidence", "Found", "InputError", "Issue", "MediaType", "Mention", "Metadata", "NameKind", "Place", "PlaceKind",
    "Quantity", "QuoteType", "RawDocument", "Reading", "Resolution", "RoleKind", "Span", "Statement", "Tagged",
    "TaggedName", "TaggedRole", "hull", "inside", "meeting",
]  # fmt: skip
