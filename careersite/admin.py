"""The admin as an app config, so that the site can be branded in one place."""

from django.contrib.admin.apps import AdminConfig


class CareerPathsAdminConfig(AdminConfig):
    default_site = "careersite.admin_site.CareerPathsAdminSite"
