"""Every address of the site: English at the root, Welsh under /cy/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("kith.front.urls")),
    prefix_default_language=False,
)
handler404 = "kith.ui.pages.not_found"
