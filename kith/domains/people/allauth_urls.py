"""The two pages that the sign-in library asks for by its own names; it has no others here."""

from django.urls import path

from kith.domains.people.views import second_step, signing_in

urlpatterns = [
    path("sign-in", signing_in.sign_in, name="account_login"),
    path("sign-in/code", second_step.sign_in_code, name="mfa_authenticate"),
]
