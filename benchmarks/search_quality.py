"""./run bench search_quality: 64 labelled questions over the invented vale, nDCG@10 for each and for all."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every question, not only those that went badly")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from kith.domains.directory.models import Listing
    from kith.domains.directory.tests.search.labelled import bring_in_the_vale, judge_all, mean

    with transaction.atomic():
        Listing.objects.update(is_withdrawn=True)
        bring_in_the_vale()
        judged = judge_all()
        transaction.set_rollback(True)
    for one in sorted(judged, key=lambda one: one.ndcg):
        if options.all or one.ndcg < 0.6:
            print(f"{one.ndcg:5.2f}  {one.words:28}  missed: {', '.join(one.missed) or 'nothing'}")
    print(f"nDCG@10 over {len(judged)} questions: {mean(judged):.3f}")


if __name__ == "__main__":
    main()
