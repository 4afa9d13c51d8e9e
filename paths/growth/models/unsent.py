"""What somebody sent after their session had ended, kept until they sign in again."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paths.people.models import User


class UnsentWords(models.Model):
    """The fields of one form, as JSON in a text: so that `size` is what they take up, whatever the database."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=200)
    fields = models.TextField()
    size = models.PositiveIntegerField()
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("form kept until they sign in")
        verbose_name_plural = _("forms kept until they sign in")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"
