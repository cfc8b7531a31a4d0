"""People tell us that a listing is wrong or that something happened there; an editor settles it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kith.domains.directory.actions.claims import withdraw
from kith.domains.directory.models import Report, Service
from kith.domains.people.actions import hold_to_limit
from kith.kernel.access import Viewer
from kith.kernel.clock import now, today
from kith.kernel.use_cases import NotPossible, note, use_case

# In an hour, from one household and from all together: a day room may share one address.
REPORTS, REPORTS_TOGETHER = 10, 300


@use_case("directory.report", on="service")
def report(*, by: Viewer, service: Service, about: str, address: str, words: str = "") -> Report:
    """Tell us that a listing is wrong or unsafe, without a name. One that is said to be closed is checked today."""
    if about not in Report.About.values:
        raise NotPossible(_("Choose what it is about."), field="about")
    if not hold_to_limit(by=by, kind="report", address=address, an_hour=REPORTS, together=REPORTS_TOGETHER):
        raise NotPossible(
            _("Many messages came from where you are this hour. Please send this in an hour, or tell your team."),
            field="about",
        )
    if about == Report.About.CLOSED:
        service.next_check_on = today()
        service.save(update_fields=["next_check_on"])
    note(about=about)
    return Report.objects.create(service=service, about=about, words=words.strip(), told_at=now())


@use_case("directory.settle_report", on="report")
def settle_report(*, by: Viewer, report: Report, outcome: str) -> Report:
    """Say what came of a report. Taking the listing down is one way to settle it."""
    if outcome not in Report.Outcome.values:
        raise NotPossible(_("Choose what came of it."), field="outcome")
    if report.settled_at:
        raise NotPossible(_("Somebody settled this before."), field="outcome")
    if outcome == Report.Outcome.WITHDRAWN:
        withdraw(by=by, service=report.service)
    report.outcome, report.settled_at = outcome, now()
    report.save(update_fields=["outcome", "settled_at"])
    note(about=report.about, outcome=outcome)
    return report
