"""Addresses of HR partners' own pages, under /admin/."""

from django.urls import path

from paths.people.views.employee_export import employee_export
from paths.people.views.employee_import import employee_import
from paths.people.views.person_erase import person_erase

urlpatterns = [
    path("people/import/", employee_import, name="employee_import"),
    path("people/employees.csv", employee_export, name="employee_export"),
    path("people/<id:pk>/erase/", person_erase, name="person_erase"),
]
