"""The one app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PathsConfig(AppConfig):
    name = "paths"
    verbose_name = _("Career Paths")

    def ready(self) -> None:
        from django.urls import register_converter

        from paths.browse import receivers  # noqa: F401
        from paths.growth import access  # noqa: F401
        from paths.growth import affected as growth_affected  # noqa: F401
        from paths.growth import dashboard as growth_dashboard  # noqa: F401
        from paths.growth import guards as growth_guards  # noqa: F401
        from paths.ladders import dashboard, guards  # noqa: F401
        from paths.pay import dashboard as pay_dashboard  # noqa: F401
        from paths.pay import guards as pay_guards  # noqa: F401
        from paths.pay import lint as pay_lint  # noqa: F401
        from paths.pay import moving as pay_moving  # noqa: F401
        from paths.people import administrators, affected, own_record  # noqa: F401
        from paths.people import guards as people_guards  # noqa: F401
        from paths.people import receivers as people  # noqa: F401
        from paths.promotions import affected as promotion_affected  # noqa: F401
        from paths.promotions import dashboard as promotion_dashboard  # noqa: F401
        from paths.promotions import erasing as promotion_erasing  # noqa: F401
        from paths.promotions import guards as promotion_guards  # noqa: F401
        from paths.promotions import links as promotion_links  # noqa: F401
        from paths.promotions import my_data as promotion_data  # noqa: F401
        from paths.shared.guards import keep_through_migrations
        from paths.shared.ids import IdConverter

        register_converter(IdConverter, "id")
        keep_through_migrations()
