"""The vocabulary of Onrecord as immutable records; standard library only."""

from onrecord.types.attribution import Attribution
from onrecord.types.claim import Claim, ClaimKind, Compared, Comparison, Link, LinkType, Member
from onrecord.types.document import Article, Block, BlockKind, Capture, MediaType, Metadata, RawDocument
from onrecord.types.entity import Cast, Entity, EntityType, Mention, Resolution
from onrecord.types.fetch import Fetched, FetchLog
from onrecord.types.identity import document_id, text_sha256
from onrecord.types.issue import InputError, Issue
from onrecord.types.place import Place, PlaceKind
from onrecord.types.reading import Draft, Reading
from onrecord.types.span import Span, blanked, hull, inside, meeting, outside, trimmed
from onrecord.types.statement import MIN_CONFIDENCE, Act, Channel, QuoteType, Statement
from onrecord.types.tagged import NameKind, RoleKind, Tagged, TaggedName, TaggedRole
from onrecord.types.value import Evidence, Found, Quantity

__all__ = [
    "MIN_CONFIDENCE", "Act", "Article", "Attribution", "Block", "BlockKind", "Capture", "Cast", "Channel", "Claim",
    "ClaimKind", "Compared", "Comparison", "Draft", "Entity", "EntityType", "Evidence", "FetchLog", "Fetched",
    "Found", "InputError", "Issue", "Link", "LinkType", "MediaType", "Member", "Mention", "Metadata", "NameKind",
    "Place", "PlaceKind", "Quantity", "QuoteType", "RawDocument", "Reading", "Resolution",
    "RoleKind", "Span", "Statement", "Tagged", "TaggedName", "TaggedRole", "blanked", "document_id", "hull",
    "inside", "meeting", "outside", "text_sha256", "trimmed",
]  # fmt: skip
