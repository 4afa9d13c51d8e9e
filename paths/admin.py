"""Every room's admin pages, for Django to find. Imports only; nobody imports this."""

from paths.ladders import admin as ladders  # noqa: F401
from paths.pay import admin as pay  # noqa: F401
from paths.people import admin as people  # noqa: F401
from paths.promotions import admin as promotions  # noqa: F401
