"""The groups of people with rights in the admin, and what each may do. README shows the same as a table."""

from __future__ import annotations

from typing import Any

LADDER_PAGES = ["view_jobfamily", "view_role", "view_skill", "view_edition"]

GROUPS: dict[str, list[str]] = {
    "HR editors": [
        *LADDER_PAGES,
        *(f"{verb}_{noun}" for noun in ("jobfamily", "role", "skill") for verb in ("add", "change")),
        "change_edition",
    ],
    "HR publishers": [*LADDER_PAGES, "publish_edition"],
    "Compensation": [
        f"{verb}_{noun}" for noun in ("salaryband", "payexception") for verb in ("view", "add", "change", "delete")
    ],
    "HR partners": [
        *("view_employee", "add_employee", "change_employee", "erase_employee"),
        *(f"{verb}_{noun}" for noun in ("cycle", "criterion") for verb in ("view", "add", "change", "delete")),
        *("view_promotionrule", "change_promotionrule"),
    ],
}


def make_groups(apps: Any, schema_editor: Any) -> None:
    """Make the groups and give them exactly these rights. For use in migrations: safe to run again."""
    from django.apps import apps as real_apps
    from django.contrib.auth.management import create_permissions

    # Permissions are otherwise made only after the last migration.
    create_permissions(real_apps.get_app_config("paths"), apps=apps, verbosity=0)
    group_model, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set(permission.objects.filter(content_type__app_label="paths", codename__in=codenames))
