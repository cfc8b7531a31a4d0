"""What safety is about, by noun."""

from kith.domains.safety.models.aftercare import Aftercare, Exposure
from kith.domains.safety.models.cases import (
    Alert,
    BreakGlass,
    BreakGlassReason,
    Case,
    CaseState,
    Escalation,
    HandOver,
    Outcome,
    OutcomeCode,
)
from kith.domains.safety.models.contacts import CrisisContact, Kind, Nation
from kith.domains.safety.models.decisions import Appeal, AppealState, Decision, Sanction, Verb, Why
from kith.domains.safety.models.hours import HoursException, TeamCalendar, TeamHours
from kith.domains.safety.models.readiness import (
    Cover,
    Phrase,
    PhraseState,
    Probe,
    RecordKind,
    SafetyRecord,
    UnstaffedPolicy,
)
from kith.domains.safety.models.rota import Rota, Task
from kith.domains.safety.models.screened import Family, Flag, Report, ReportReason, Screened, Told

__all__ = [
    "Aftercare",
    "Alert",
    "Appeal",
    "AppealState",
    "BreakGlass",
    "BreakGlassReason",
    "Case",
    "CaseState",
    "Cover",
    "CrisisContact",
    "Decision",
    "Escalation",
    "Exposure",
    "Family",
    "Flag",
    "HandOver",
    "HoursException",
    "Kind",
    "Nation",
    "Outcome",
    "OutcomeCode",
    "Phrase",
    "PhraseState",
    "Probe",
    "RecordKind",
    "Report",
    "ReportReason",
    "Rota",
    "SafetyRecord",
    "Sanction",
    "Screened",
    "Task",
    "TeamCalendar",
    "TeamHours",
    "Told",
    "UnstaffedPolicy",
    "Verb",
    "Why",
]
