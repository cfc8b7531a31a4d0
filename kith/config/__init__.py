"""The only place that knows everything: settings, addresses, the launcher."""

import os
import sys

if os.environ.get("KITH_ENV") == "production":
    # structlog would load rich, which only the linters need, into every process of a service: 4 MB each.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
