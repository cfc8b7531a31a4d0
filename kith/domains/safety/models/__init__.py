"""What safety is about, by noun."""

from kith.domains.safety.models.contacts import CrisisContact, Kind, Nation
from kith.domains.safety.models.hours import HoursException, TeamCalendar, TeamHours
from kith.domains.safety.models.rota import Rota, Task

__all__ = ["CrisisContact", "HoursException", "Kind", "Nation", "Rota", "Task", "TeamCalendar", "TeamHours"]
