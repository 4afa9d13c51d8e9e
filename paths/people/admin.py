"""HR partners' and administrators' pages for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from paths.ladders.forms.level_choice import LevelChoice, levels_in_force
from paths.people.forgetting import log_taken_away
from paths.people.joining import why_not_manager
from paths.people.models import Employee, User
from paths.people.views.administrator_confirm import KeepsAdministrators, KeepsAdministratorsWhenDeleting
from paths.shared.admin import DeskModelAdmin, HistoryAdmin


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]
        field_classes = {"email": forms.EmailField}


@admin.register(User)
class UserAdmin(KeepsAdministrators, KeepsAdministratorsWhenDeleting, HistoryAdmin, BaseUserAdmin):
    add_form = UserCreationForm
    ordering = ["email"]
    list_display = ["email", "name", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["email", "name"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("What they may do"), {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        (_("Dates"), {"fields": ["last_login"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]
    readonly_fields = ["last_login"]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Somebody who works or worked here is erased on a page of its own, which says what goes and what stays."""
        return super().has_delete_permission(request, obj) and not (obj and hasattr(obj, "employee"))


class EmployeeForm(forms.ModelForm):
    level = LevelChoice(
        required=False,
        label=_("Level"),
        empty_label=_("None"),
        help_text=_("The rung they stand on, by role. Choose none for people without a ladder."),
    )

    class Meta:
        model = Employee
        fields = ["name", "email", "user", "level", "manager", "location", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].queryset = levels_in_force(self.instance.level_id)  # type: ignore[attr-defined]

    def clean_manager(self) -> Employee | None:
        """Nobody reports to themselves, also not through others."""
        manager = self.cleaned_data["manager"]
        if manager and self.instance.pk and (refusal := why_not_manager(self.instance, manager)):
            raise forms.ValidationError(refusal)
        return manager


@admin.register(Employee)
class EmployeeAdmin(KeepsAdministrators, HistoryAdmin):
    form = EmployeeForm
    list_display = ["name", "email", "level", "manager", "location", "is_active"]
    list_filter = ["is_active", ("level__role", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["level__role", "manager"]
    search_fields = ["name", "email"]
    raw_id_fields = ["user"]
    autocomplete_fields = ["manager"]

    def get_readonly_fields(self, request: HttpRequest, obj: Employee | None = None) -> list[str]:
        """Whose account it is decides who reads the papers: signing in ties it, and only administrators untie it."""
        return [] if request.user.is_superuser else ["user"]

    def has_delete_permission(self, request: HttpRequest, obj: Employee | None = None) -> bool:
        """Never: people are erased on a page of its own, which says what goes and what stays."""
        return False


# One address per person, kept on the user: a second list of addresses would only drift from it.
admin.site.unregister(EmailAddress)


class GroupAdmin(DeskModelAdmin, BaseGroupAdmin):
    """To be looked at: what a group may do is decided in paths/people/groups.py, and said in the README."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False


admin.site.unregister(Group)
admin.site.register(Group, GroupAdmin)


class TakenAwayOnly(DeskModelAdmin):
    """A way to sign in that its owner made: to be looked at without its secrets, and taken away when it is lost."""

    search_fields = ["user__email", "user__name"]
    list_select_related = ["user"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Any]) -> list[LogEntry]:
        """By numbers: what they are called tells whose they were, also long after."""
        return log_taken_away(queryset, by=request.user)


class AuthenticatorAdmin(TakenAwayOnly):
    fields = list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]


class SocialAccountAdmin(TakenAwayOnly):
    fields = list_display = ["user", "provider", "uid", "date_joined", "last_login"]


# One provider, from the settings, and none of its tokens are kept.
admin.site.unregister([SocialApp, SocialToken, SocialAccount, Authenticator])
admin.site.register(Authenticator, AuthenticatorAdmin)
admin.site.register(SocialAccount, SocialAccountAdmin)
