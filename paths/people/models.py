"""Who signs in, and who works here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from paths.ladders.models import Level


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user who signs in with `email`. Without a password they cannot sign in by password."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. The e-mail address, in lower case, is the login name."""

    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("Somebody already signs in with this e-mail address.")},
        help_text=_("The address they sign in with, in lower case."),
    )
    name = models.CharField(_("name"), max_length=160, blank=True, help_text=_("As colleagues read it."))
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Clear it to keep somebody from signing in.")
    )
    is_staff = models.BooleanField(
        _("may open the admin"), default=False, help_text=_("What they may do in it comes with their groups.")
    )
    date_joined = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = UserManager()
    history = HistoricalRecords(
        excluded_fields=["password", "last_login", "date_joined"], m2m_fields=["groups", "user_permissions"]
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))),
                name="user_email_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def initials(self) -> str:
        """Up to two letters for the corner of the page."""
        words = (self.name or self.email).split()
        return "".join(word[0] for word in (words[0], *words[1:][-1:])).upper()

    @property
    def works_here(self) -> bool:
        """Whether this is somebody on the payroll, who has pages of their own."""
        employee = getattr(self, "employee", None)
        return employee is not None and employee.is_active

    @cached_property
    def leads_people(self) -> bool:
        """Whether anybody who works here reports to this person. Signing in brings the answer along."""
        return self.works_here and self.employee.reports.filter(is_active=True).exists()

    @property
    def own_level(self) -> Level | None:
        """The level this person stands on, if they work here."""
        employee = getattr(self, "employee", None)
        return employee.level if employee and employee.is_active else None


class Employee(models.Model):
    """Somebody who works here, and the level they stand on."""

    user = models.OneToOneField(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="employee",
        verbose_name=_("user"),
        help_text=_("The account they sign in with. It is linked when they first sign in."),
    )
    name = models.CharField(_("name"), max_length=160, help_text=_("As colleagues read it."))
    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("There is already somebody with this e-mail address.")},
        help_text=_("The address they sign in with. Their account is found by it."),
    )
    level = models.ForeignKey(
        Level,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="employees",
        verbose_name=_("level"),
        help_text=_("The rung they stand on. Leave empty for people without a ladder."),
    )
    manager = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
        verbose_name=_("manager"),
        help_text=_("Whom they report to: this person reads what they share."),
    )
    location = models.CharField(
        _("location"), max_length=120, blank=True, help_text=_("As in the salary bands, such as Berlin.")
    )
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Clear it when somebody leaves."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("employee")
        verbose_name_plural = _("employees")
        ordering = ["name"]
        permissions = [("erase_employee", "Can erase a person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))),
                name="employee_email_lower_case",
                violation_error_message=_("Write the e-mail address in lower case."),
            ),
            models.CheckConstraint(
                condition=Q(manager__isnull=True) | ~Q(manager=F("pk")),
                name="employee_not_own_manager",
                violation_error_message=_("Nobody is their own manager."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.email = self.email.strip().lower()
