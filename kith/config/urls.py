"""Every address of the site: English at the root, Welsh under /cy/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kith.front.urls import plain

urlpatterns = [
    *plain,
    *i18n_patterns(
        path("", include("kith.front.urls")),
        path("", include("kith.domains.people.urls")),
        path("", include("kith.domains.people.allauth_urls")),
        path("", include("kith.domains.network.urls")),
        path("", include("kith.domains.directory.urls")),
        path("", include("kith.domains.plans.urls")),
        path("", include("kith.domains.rooms.urls")),
        path("", include("kith.domains.notices.urls")),
        path("", include("kith.domains.safety.urls")),
        prefix_default_language=False,
    ),
]
handler404 = "kith.ui.pages.not_found"
handler500 = "kith.ui.pages.server_error"
