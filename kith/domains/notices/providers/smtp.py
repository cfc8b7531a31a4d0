"""Hands e-mail to a mail server (SMTP), as Django's settings name it."""

from __future__ import annotations

import smtplib
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from kith.domains.notices.providers import CameBack, Message, TryLater


def as_email(message: Message) -> EmailMessage:
    """A plain e-mail from a neutral sender; its id lets a mail server see a repetition."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    return EmailMessage(
        subject=message.subject,
        body=message.text,
        from_email=formataddr((settings.KITH_SERVICE_NAME, settings.DEFAULT_FROM_EMAIL)),
        to=[message.to],
        headers={
            "Message-ID": f"<{message.id}@{domain}>",
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
        },
    )


class Carrier:
    """A mail server."""

    def carry(self, message: Message) -> str:
        email = as_email(message)
        email.connection = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=20)
        try:
            email.send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _words in error.recipients.values()]
            raise _trouble(max(codes, default=400)) from error
        except smtplib.SMTPResponseException as error:
            raise _trouble(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            raise TryLater("unreachable") from error
        return message.id

    def carried(self, message_id: str) -> str | None:
        return None

    def came_back(self, reference: str) -> bool:
        return False


def _trouble(code: int) -> Exception:
    """A mail server says 5xx when it will never take it, 4xx when it may later."""
    return CameBack(f"smtp-{code}") if code >= 500 else TryLater(f"smtp-{code}")
