"""Makes the first administrator and prints a link with which they choose their password."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from kith.domains.people.actions import create_admin
from kith.kernel.access import system
from kith.kernel.use_cases import NotPossible


class Command(BaseCommand):
    help = "Makes an administrator and prints their one-time link (24 hours)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address they sign in with")
        parser.add_argument("--name", default="", help="their name, as colleagues see it")

    def handle(self, *_args: Any, **options: Any) -> None:
        email, name = options["email"].strip(), options["name"].strip()
        try:
            validate_email(email)
            token = create_admin(by=system("create-admin"), name=name or email.partition("@")[0], email=email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address: write it like name@example.org.") from None
        except NotPossible as refusal:
            raise CommandError(refusal.message) from refusal
        site = settings.KITH_PUBLIC_URL.rstrip("/")
        self.stdout.write("Open this link within 24 hours. It works once, so give it to nobody else.")
        self.stdout.write(f"{site}{reverse('people:invited', args=[token])}")
        if not site:
            self.stdout.write("Put the address of your site before it (KITH_PUBLIC_URL names it).")
