"""Carriers: a folder, a mail server, and a notification service, each against a small server of our own."""

import base64
import hashlib
import hmac
import http.server
import json
import socketserver
import threading
import uuid

import pytest
import time_machine

from kith.domains.notices.providers import CameBack, Message, TryLater, file, notify, provider_for, smtp

MESSAGE = Message(str(uuid.UUID(int=7)), "email", "heron@example.org", "Something new for you", "Sign in.\n", "en-gb")
TEXT = Message(str(uuid.UUID(int=8)), "sms", "07700900123", "", "Kith: Something new.", "cy")
SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"


class Notifications(http.server.BaseHTTPRequestHandler):
    """A service of the shape of GOV.UK Notify: it takes a message once a reference and knows what became of it."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        status = self.server.answers.pop(0) if self.server.answers else 201
        if status == 201:
            self.server.known[body["reference"]] = str(uuid.uuid4())
        self._say(status, {"id": self.server.known.get(body["reference"])})

    def do_GET(self):
        if "reference=" in self.path:
            found = self.server.known.get(self.path.partition("reference=")[2])
            self._say(200, {"notifications": [{"id": found}] if found else []})
        else:
            self._say(200, {"status": self.server.status})

    def _say(self, status, body):
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_all):
        pass


@pytest.fixture
def service(settings):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notifications)
    server.asked, server.answers, server.known, server.status = [], [], {}, "delivered"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.KITH_NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.KITH_NOTIFY_KEY = f"kith-test-{SERVICE}-{SECRET}"
    settings.KITH_NOTIFY_EMAIL_TEMPLATE, settings.KITH_NOTIFY_SMS_TEMPLATE = "e-template", "s-template"
    yield server
    server.shutdown()
    server.server_close()


@time_machine.travel("2026-11-23T12:00:00+00:00", tick=False)
def test_each_call_is_signed_as_the_service_asks(service):
    notify.Carrier().carry(MESSAGE)
    path, authorization, body = service.asked[0]
    assert path == "/v2/notifications/email"
    head, claims, mark = authorization.removeprefix("Bearer ").split(".")
    read = [json.loads(base64.urlsafe_b64decode(part + "==")) for part in (head, claims)]
    assert read == [{"typ": "JWT", "alg": "HS256"}, {"iss": SERVICE, "iat": 1795435200}]
    expected = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(mark + "=") == expected
    assert body == {
        "email_address": "heron@example.org",
        "template_id": "e-template",
        "personalisation": {"subject": "Something new for you", "body": "Sign in.\n"},
        "reference": MESSAGE.id,
    }


def test_a_text_message_goes_to_its_own_address(service):
    notify.Carrier().carry(TEXT)
    path, _authorization, body = service.asked[0]
    assert (path, body["phone_number"], body["template_id"]) == ("/v2/notifications/sms", "07700900123", "s-template")


def test_what_was_taken_is_known_by_our_reference(service):
    carrier = notify.Carrier()
    assert carrier.carried(MESSAGE.id) is None
    reference = carrier.carry(MESSAGE)
    assert carrier.carried(MESSAGE.id) == reference


@pytest.mark.parametrize(("status", "trouble"), [(400, CameBack), (403, TryLater), (429, TryLater), (500, TryLater)])
def test_a_refusal_is_for_ever_or_for_now(service, status, trouble):
    service.answers = [status]
    with pytest.raises(trouble):
        notify.Carrier().carry(MESSAGE)


def test_what_failed_later_is_seen(service):
    carrier = notify.Carrier()
    assert not carrier.came_back("x")
    service.status = "permanent-failure"
    assert carrier.came_back("x")


def test_a_service_that_is_away_is_tried_later(settings):
    settings.KITH_NOTIFY_URL = "http://127.0.0.1:1"
    with pytest.raises(TryLater):
        notify.Carrier().carry(MESSAGE)


def test_only_a_secure_address_is_called(settings):
    settings.KITH_NOTIFY_URL = "http://notify.example.org"
    with pytest.raises(TryLater, match="no-address"):
        notify.Carrier().carry(MESSAGE)


class MailServer(socketserver.StreamRequestHandler):
    """Enough of SMTP to take a message, or to refuse its recipient with the code it is told."""

    def handle(self):
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "RCPT":
                self._say(self.server.answer)
            elif verb == "DATA":
                self._say("354 go on")
                taken = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    taken += part
                self.server.taken.append(taken.decode())
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail_server(settings):
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailServer)
    server.taken, server.answer = [], "250 ok"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS = "", False
    yield server
    server.shutdown()
    server.server_close()


def test_a_mail_server_gets_a_neutral_sender_and_an_id_that_stays(mail_server, settings):
    settings.KITH_SERVICE_NAME, settings.DEFAULT_FROM_EMAIL = "Kith", "no-reply@kith.example.org"
    smtp.Carrier().carry(MESSAGE)
    taken = mail_server.taken[0]
    assert "From: Kith <no-reply@kith.example.org>" in taken
    assert f"Message-ID: <{MESSAGE.id}@kith.example.org>" in taken


@pytest.mark.parametrize(("answer", "trouble"), [("550 nobody here", CameBack), ("450 busy", TryLater)])
def test_a_mail_server_refuses_for_ever_or_for_now(mail_server, answer, trouble):
    mail_server.answer = answer
    with pytest.raises(trouble):
        smtp.Carrier().carry(MESSAGE)


def test_a_mail_server_that_is_away_is_tried_later(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(TryLater):
        smtp.Carrier().carry(MESSAGE)


def test_the_folder_holds_one_file_a_message(settings):
    carrier = file.Carrier()
    for _again in range(2):
        carrier.carry(MESSAGE)
    carrier.carry(TEXT)
    assert sorted(path.suffix for path in settings.MAIL_DIR.iterdir()) == [".eml", ".json"]
    assert carrier.carried(MESSAGE.id)
    assert carrier.carried(str(uuid.uuid4())) is None


def test_the_terminal_shows_it(settings, capsys):
    settings.EMAIL_PROVIDER = "console"
    provider_for("email").carry(MESSAGE)
    assert "Something new for you" in capsys.readouterr().err


def test_a_carrier_that_does_not_exist_is_named(settings):
    settings.EMAIL_PROVIDER = "pigeon"
    with pytest.raises(LookupError, match="pigeon"):
        provider_for("email")
