"""Pages that anyone may open."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from kith.kernel.pages import PUBLIC, Request, page
from kith.ui.pages import show


@page(PUBLIC)
def front_page(request: Request) -> HttpResponse:
    """What this is, and the doors."""
    if request.viewer.is_signed_in:
        return redirect("front:home")
    return show(request, "front/front.html")


@page(PUBLIC)
def privacy(request: Request) -> HttpResponse:
    """Who can see this? Plain answers."""
    return show(request, "front/privacy.html", {"run_by": settings.KITH_RUN_BY, "contact": settings.KITH_CONTACT})


@page(PUBLIC)
def accessibility(request: Request) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return show(request, "front/accessibility.html", {"contact": settings.KITH_CONTACT})


@page(PUBLIC)
def about(request: Request) -> HttpResponse:
    """Who runs this, and how to reach them."""
    return show(request, "front/about.html", {"run_by": settings.KITH_RUN_BY, "contact": settings.KITH_CONTACT})


@page(PUBLIC)
def form_too_old(request: Request, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere: nothing was done, and it can be sent again."""
    return show(request, "front/form_too_old.html", status=403)


@page(PUBLIC)
def leave(request: Request) -> HttpResponse:
    """Leave quickly: the visit ends here, the browser forgets it, and a plain page elsewhere opens."""
    logout(request)
    answer = HttpResponseRedirect(settings.KITH_QUICK_EXIT_URL) if request.method == "GET" else HttpResponse(status=204)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
