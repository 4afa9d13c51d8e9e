"""Every model, for Django to find. Imports only; nobody imports this."""

from paths.browse import models as browse  # noqa: F401
from paths.growth import models as growth  # noqa: F401
from paths.ladders import models as ladders  # noqa: F401
from paths.pay import models as pay  # noqa: F401
from paths.people import models as people  # noqa: F401
from paths.people import reporting_line  # noqa: F401
from paths.promotions import models as promotions  # noqa: F401
