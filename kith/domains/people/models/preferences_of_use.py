"""How somebody uses Kith: how pages look to them, how and when they are reached. All of it has a quiet default."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.domains.people.models.what_matters import OwnQuerySet

QUIET_FROM, QUIET_UNTIL = dt.time(21), dt.time(8)


class Theme(models.TextChoices):
    """Light or dark; empty follows the device."""

    DEVICE = "", _("The same as my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class TextSize(models.TextChoices):
    """How large words are; empty is the usual size."""

    USUAL = "", _("Usual size")
    LARGE = "large", _("Larger")


class Purpose(models.TextChoices):
    """What a message is for; each can reach somebody in another way."""

    ACCOUNT = "account", _("My key, my sign-in and my account")
    REMINDERS = "reminders", _("Reminders I ask for")
    OFFERS = "offers", _("Places and answers I wait for")
    NEWS = "news", _("Something new to read")


class Route(models.TextChoices):
    """A way to reach somebody."""

    APP = "app", _("Here on this site only")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    PHONE = "phone", _("A telephone call")
    LETTER = "letter", _("A letter by post")
    IN_PERSON = "in_person", _("Tell me when we meet")


class Digest(models.TextChoices):
    """How often "something new" may be sent outside the site."""

    NEVER = "never", _("Never. I look when I want to")
    DAILY = "daily", _("Once a day at most")
    WEEKLY = "weekly", _("Once a week at most")


class Format(models.TextChoices):
    """How a letter is made, so that the person can read it."""

    STANDARD = "standard", _("Ordinary print")
    LARGE = "large", _("Large print")
    EASY_READ = "easy_read", _("Easy Read")
    BRAILLE = "braille", _("Braille")
    AUDIO = "audio", _("Spoken, on a recording")


class DisplayChoice(models.Model):
    """How pages look to somebody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="display_choice")
    theme = models.CharField(max_length=8, choices=Theme, blank=True, default=Theme.DEVICE)
    text = models.CharField(max_length=8, choices=TextSize, blank=True, default=TextSize.USUAL)
    is_still = models.BooleanField(default=False)
    is_low_data = models.BooleanField(default=False)
    is_leave_hidden = models.BooleanField(default=False)

    objects = OwnQuerySet["DisplayChoice"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(theme__in=Theme.values), name="display_theme_is_known"),
            models.CheckConstraint(condition=models.Q(text__in=TextSize.values), name="display_text_is_known"),
        ]

    def __str__(self) -> str:
        return f"display of {self.person_id}"


class NoticeChoice(models.Model):
    """When and how often somebody is reached, and how a letter to them is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField("people.Person", models.CASCADE, related_name="notice_choice")
    digest = models.CharField(max_length=8, choices=Digest, default=Digest.NEVER)
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_until = models.TimeField(default=QUIET_UNTIL)
    letter_format = models.CharField(max_length=10, choices=Format, default=Format.STANDARD)

    objects = OwnQuerySet["NoticeChoice"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(digest__in=Digest.values), name="digest_is_known"),
            models.CheckConstraint(condition=models.Q(letter_format__in=Format.values), name="format_is_known"),
        ]

    def __str__(self) -> str:
        return f"notices to {self.person_id}"


class ContactRoute(models.Model):
    """The way somebody chose to be reached for one purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="contact_routes")
    purpose = models.CharField(max_length=10, choices=Purpose)
    route = models.CharField(max_length=10, choices=Route)

    objects = OwnQuerySet["ContactRoute"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "purpose"], name="one_route_a_purpose"),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="purpose_is_known"),
            models.CheckConstraint(condition=models.Q(route__in=Route.values), name="route_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} by {self.route}"
