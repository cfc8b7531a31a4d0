"""Addresses of the front pages."""

from django.urls import path

from kith.front import views

app_name = "front"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
