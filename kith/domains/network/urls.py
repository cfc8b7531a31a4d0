"""Addresses of the map and what belongs to it."""

from django.urls import path

from kith.domains.network import views

app_name = "network"
urlpatterns = [
    path("map", views.map_page, name="map"),
    path("map/ties", views.ties, name="ties"),
    path("map/ties/<uuid:tie_id>", views.tie, name="tie"),
    path("map/ties/<uuid:tie_id>/circle", views.circle, name="circle"),
    path("map/ties/<uuid:tie_id>/privacy", views.privacy, name="privacy"),
    path("map/ties/<uuid:tie_id>/removal", views.removal, name="removal"),
    path("map/undo", views.undo, name="undo"),
    path("map/finish", views.finish, name="finish"),
    path("map/reflect", views.reflect, name="reflect"),
    path("map/reflect/<slug:question>", views.reflect_on, name="reflect-on"),
    path("map/what-matters", views.what_matters, name="what-matters"),
    path("map/what-matters/removal", views.forget, name="what-matters-removal"),
    path("map/what-matters/<slug:part>", views.what_matters_part, name="what-matters-part"),
    path("map/ideas", views.ideas, name="ideas"),
    path("map/ideas/<uuid:listing_id>/not-for-me", views.not_for_me, name="not-for-me"),
    path("map/ideas/for-me-again", views.for_me_again, name="for-me-again"),
    path("map/print", views.paper, name="print"),
]
