"""The words of the retention schedule that pages print, so that they come into the catalogue; a test holds them equal.

The schedule itself is docs/privacy/retention.toml, which a records manager reads and confirms.
"""

from django.utils.translation import gettext_noop

WORDS = (
    gettext_noop("A handle and its picture. The link to the person lives in the vault."),
    gettext_noop("Hopes and steps."),
    gettext_noop("How somebody likes pages and messages to be."),
    gettext_noop("It is the person's own. We keep it for them, and for nothing else."),
    gettext_noop("Needed so that members can know each other without names."),
    gettext_noop("Needed to help them."),
    gettext_noop("Needed to keep words closed to everybody else."),
    gettext_noop("Needed to let the right person in."),
    gettext_noop("Needed to show people who looked, and to find misuse."),
    gettext_noop("Needed to show that we asked."),
    gettext_noop("Needed to show who was allowed what, and when."),
    gettext_noop("Part of the record of care."),
    gettext_noop("That somebody is known here, what we call them and how to reach them."),
    gettext_noop("The key that opens what a person wrote. Destroying it is how we erase, backups included."),
    gettext_noop("The map, who and what is on it, and what it brought to mind."),
    gettext_noop("The second proof of staff, and an address that was confirmed."),
    gettext_noop("The way to sign in."),
    gettext_noop("What matters to somebody."),
    gettext_noop("What somebody agreed to, or not, and on which day."),
    gettext_noop("Who did what, who looked at what, and when. Codes, never words."),
    gettext_noop("Who had which role in which team."),
    gettext_noop("Who worked with whom, why, from when until when."),
)
