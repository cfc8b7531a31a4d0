"""Words for how soon and how long: nobody has to read a clock while somebody waits."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

HOW_SOON = {
    4: gettext_lazy("Now"),
    3: gettext_lazy("Within the hour"),
    2: gettext_lazy("Today"),
    1: gettext_lazy("By the end of the day, in turn"),
}


def how_soon(tier: int) -> str:
    """What a tier asks of whoever is on duty."""
    return str(HOW_SOON[max(1, min(tier, 4))])


def how_long(time: dt.timedelta) -> str:
    """ "12 minutes", "3 hours", "2 days": the largest that fits."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes < 1:
        return _("less than a minute")
    if minutes < 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = hours // 24
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
