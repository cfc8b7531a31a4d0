"""The words of the retention schedule that pages print, so that they come into the catalogue; a test holds them equal.

The schedule itself is docs/privacy/retention.toml, which a records manager reads and confirms.
"""

from django.utils.translation import gettext_noop

WORDS = (
    gettext_noop("A handle and its picture. The link to the person lives in the vault."),
    gettext_noop("A note of one of the team for their own supervision, and whether they asked for a talk."),
    gettext_noop("A record of care. The law asks us to keep it."),
    gettext_noop("A word from the team to one person alone."),
    gettext_noop("Hopes and steps."),
    gettext_noop("How a text read before its writer changed it or took it back. Sealed, for the team only."),
    gettext_noop("How somebody is seen in the rooms: a chosen name, a picture, a few lines."),
    gettext_noop("How somebody likes pages and messages to be."),
    gettext_noop("It is the person's own. We keep it for them, and for nothing else."),
    gettext_noop("Needed so that a host can help without others reading along."),
    gettext_noop("Needed so that members can know each other without names."),
    gettext_noop("Needed so that nothing is lost."),
    gettext_noop("Needed so that others can read it and answer."),
    gettext_noop("Needed so that people can talk without their own names."),
    gettext_noop("Needed so that the rooms are as they want them."),
    gettext_noop("Needed so that the team is seen where it reads."),
    gettext_noop("Needed so that worrying words are seen by somebody."),
    gettext_noop("Needed to help them."),
    gettext_noop("Needed to keep people safe, and to show that somebody looked."),
    gettext_noop("Needed to keep words closed to everybody else."),
    gettext_noop("Needed to let the right person in."),
    gettext_noop("Needed to look after those who read."),
    gettext_noop("Needed to open the right doors, and to show who opened them."),
    gettext_noop("Needed to show people who looked, and to find misuse."),
    gettext_noop("Needed to show that people were treated fairly, and by law where somebody was at risk."),
    gettext_noop("Needed to show that somebody was there."),
    gettext_noop("Needed to show that we asked."),
    gettext_noop("Needed to show who could read it."),
    gettext_noop("Needed to show who was allowed what, and when."),
    gettext_noop("Part of the record of care."),
    gettext_noop("So that nobody looks unseen. The law asks us to keep it."),
    gettext_noop("That one of the team had hard words before them. Shown to nobody else."),
    gettext_noop("That somebody is known here, what we call them and how to reach them."),
    gettext_noop("That somebody's emergency sheet was opened, by whom and why, and who checked that."),
    gettext_noop(
        "That somebody's words were read, what was noticed in them, and who has looked. The words "
        "themselves stay where they were written."
    ),
    gettext_noop("That words worried, who was called and when, who helped, and what came of it."),
    gettext_noop("The key that opens what a person wrote. Destroying it is how we erase, backups included."),
    gettext_noop("The map, who and what is on it, and what it brought to mind."),
    gettext_noop("The second proof of staff, and an address that was confirmed."),
    gettext_noop("The way to sign in."),
    gettext_noop("To protect somebody's life. They wrote it for this, and for nothing else."),
    gettext_noop("What matters to somebody."),
    gettext_noop("What somebody agreed to, or not, and on which day."),
    gettext_noop("What somebody agreed to, would rather not see, liked, has read or follows."),
    gettext_noop("What somebody began to write and has not sent. Sealed."),
    gettext_noop(
        "What somebody wrote in the rooms. When they close their account it is taken back, or stays "
        "without a name if they chose so."
    ),
    gettext_noop("What was decided about something written in the rooms, by whom and why, and who asked us to look."),
    gettext_noop("When somebody of a team was on the rota."),
    gettext_noop("When somebody of the team sat in the living room, and when it was slowed."),
    gettext_noop("When somebody of the team was last in a room. Members leave no such trace."),
    gettext_noop("Where somebody is and whom to ring, if we fear for their life."),
    gettext_noop("Which rooms somebody had a key to, from when until when, and why."),
    gettext_noop("Who did what, who looked at what, and when. Codes, never words."),
    gettext_noop("Who had which role in which team."),
    gettext_noop("Who of the team was named as a reader of a room, and why."),
    gettext_noop("Who worked with whom, why, from when until when."),
)
