"""Plans as a Django app."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kith.kernel.ports import CardAction, already_chosen, card_actions


class PlansConfig(AppConfig):
    """Offers "Add to my plan" on every card of a thing to do, and says which are in the plan already."""

    name = "kith.domains.plans"
    label = "plans"

    def ready(self) -> None:
        from kith.domains.plans import holding, queries

        holding.register()
        already_chosen.append(queries.listings_in_plan)
        card_actions.append(
            CardAction(
                label=lambda: str(_("Add to my plan")),
                address=lambda listing_id: reverse("plans:step-from-idea", args=[listing_id]),
                is_for=lambda viewer: viewer.is_member or viewer.on_behalf_of is not None,
            )
        )
