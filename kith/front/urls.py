"""Addresses of the front pages."""

from django.urls import path

from kith.front import views
from kith.ui.offline import service_worker

app_name = "front"
urlpatterns = [
    path("", views.front_page, name="front"),
    path("home", views.home, name="home"),
    path("first-door", views.first_door, name="first-door"),
    path("desk", views.desk, name="desk"),
    path("privacy", views.privacy, name="privacy"),
    path("accessibility", views.accessibility, name="accessibility"),
    path("about", views.about, name="about"),
    path("leave", views.leave, name="leave"),
    path("demo/sign-in", views.demo_sign_in, name="demo-sign-in"),
    path("demo/key", views.demo_key, name="demo-key"),
    path("demo/reset", views.demo_reset, name="demo-reset"),
]

# Addresses that machines ask for; they have one language.
plain = [
    path("sw.js", service_worker, name="offline"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
]
