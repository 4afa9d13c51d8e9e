"""What a ladder is called: families, roles, levels and skills. What is said of them belongs to an edition."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from paths.ladders.choices import EditionStatus, Proficiency
from paths.ladders.skill_names import skill_key

SAY_ADDRESS = _("The last part of its page’s address. People keep links, so leave it once it is public.")


class JobFamily(models.Model):
    """A group of roles that share a craft, such as Engineering."""

    name = models.CharField(_("name"), max_length=120, help_text=_("Shown as a heading on the home page."))
    slug = models.SlugField(_("address"), max_length=120, unique=True, help_text=SAY_ADDRESS)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Lower numbers come first."))
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["changed_at"])

    class Meta:
        verbose_name = _("job family")
        verbose_name_plural = _("job families")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="job_family_name_once",
                violation_error_message=_("There is already a job family of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class RoleQuerySet(models.QuerySet["Role"]):
    def published(self) -> RoleQuerySet:
        """Roles that have a published edition."""
        return self.filter(editions__status=EditionStatus.PUBLISHED)


class Role(models.Model):
    """A job a person can hold, such as Backend Engineer. Only its name and address: the rest is in its editions."""

    family = models.ForeignKey(
        JobFamily,
        on_delete=models.PROTECT,
        related_name="roles",
        verbose_name=_("job family"),
        help_text=_("The craft it belongs to. It stands under this heading on the home page."),
    )
    name = models.CharField(_("name"), max_length=160, help_text=_("For example: Backend Engineer."))
    slug = models.SlugField(_("address"), max_length=160, unique=True, help_text=SAY_ADDRESS)
    changed_at = models.DateTimeField(auto_now=True)

    objects = RoleQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["changed_at"])

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="role_name_once",
                violation_error_message=_("There is already a role of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("role", args=[self.slug])


class Level(models.Model):
    """A rung of a role: what people stand on and pay bands belong to. Its title is in each edition's profile."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="levels", verbose_name=_("role"))
    slug = models.SlugField(_("address"), max_length=200)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "slug"],
                name="level_slug_once_per_role",
                violation_error_message=_("This role already has a level at this address."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role.name}: {self.slug}"

    def get_absolute_url(self) -> str:
        return reverse("level", args=[self.role.slug, self.slug])


SAY_HOW_DEEP = _("What somebody does who is that good at this skill. Empty: as for every skill.")


class Skill(models.Model):
    """Something one can be good at, named once however often it is asked for."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As people say it, without how deep: SQL."))
    slug = models.SlugField(_("address"), max_length=200, unique=True, help_text=SAY_ADDRESS)
    key = models.CharField(max_length=220, editable=False, help_text=_("The name with case, width and spacing folded."))
    description = models.TextField(
        _("description"), blank=True, help_text=_("What this skill is, in a sentence or two.")
    )
    awareness = models.TextField(_("awareness means"), blank=True, help_text=SAY_HOW_DEEP)
    working = models.TextField(_("working means"), blank=True, help_text=SAY_HOW_DEEP)
    practitioner = models.TextField(_("practitioner means"), blank=True, help_text=SAY_HOW_DEEP)
    expert = models.TextField(_("expert means"), blank=True, help_text=SAY_HOW_DEEP)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["key", "changed_at"])

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="skill_name_once",
                violation_error_message=_("There is already a skill of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("skill", args=[self.slug])

    @property
    def own_meanings(self) -> dict[Proficiency, str]:
        """What HR says each proficiency means for this skill; "" where nothing in particular."""
        return dict(zip(Proficiency, (self.awareness, self.working, self.practitioner, self.expert), strict=True))

    def clean(self) -> None:
        self.key = skill_key(self.name)

    def save(self, **kwargs: object) -> None:
        self.key = skill_key(self.name)
        super().save(**kwargs)
