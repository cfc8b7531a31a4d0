"""What the directory holds, one noun a file."""

from kith.domains.directory.models.claims import Claim, Question, Report
from kith.domains.directory.models.facts import (
    FACTS,
    Access,
    Audience,
    Caution,
    DayPart,
    Detail,
    Expect,
    Fit,
    Format,
    Kind,
    Limit,
    PlaceKind,
    Precision,
    SaidBy,
    Scope,
    Sector,
)
from kith.domains.directory.models.listings import FRESH_DAYS, KEPT_DAYS, Listing, SearchWord
from kith.domains.directory.models.merging import MergeProposal
from kith.domains.directory.models.organisations import Contact, Organisation, Phone
from kith.domains.directory.models.places import Accessibility, Location, ServiceAtLocation
from kith.domains.directory.models.services import (
    CostOption,
    Eligibility,
    Language,
    Schedule,
    Service,
    ServiceArea,
)
from kith.domains.directory.models.sources import FieldWarning, ImportRun, Refusal, Source
from kith.domains.directory.models.taxonomy import ServiceTerm, Taxonomy, TaxonomyTerm
from kith.domains.directory.models.topics import Topic

__all__ = [
    "FACTS",
    "FRESH_DAYS",
    "KEPT_DAYS",
    "Access",
    "Accessibility",
    "Audience",
    "Caution",
    "Claim",
    "Contact",
    "CostOption",
    "DayPart",
    "Detail",
    "Eligibility",
    "Expect",
    "FieldWarning",
    "Fit",
    "Format",
    "ImportRun",
    "Kind",
    "Language",
    "Limit",
    "Listing",
    "Location",
    "MergeProposal",
    "Organisation",
    "Phone",
    "PlaceKind",
    "Precision",
    "Question",
    "Refusal",
    "Report",
    "SaidBy",
    "Schedule",
    "Scope",
    "SearchWord",
    "Sector",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceTerm",
    "Source",
    "Taxonomy",
    "TaxonomyTerm",
    "Topic",
]
