"""Fields that complete what one types: levels by their names, and locations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from paths.ladders.models import Level
from paths.pay.levels import PaidLevel, has_band, levels_by_role, levels_to_choose, paid_levels
from paths.pay.models import SalaryBand
from paths.shared.ids import as_id

if TYPE_CHECKING:
    from paths.people.models import User


class SuggestInput(forms.TextInput):
    """Completes what one types, by the browser's own list of `options`: what is filled in, and a remark."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        list_id = f"{(attrs or {}).get('id', name)}-list"
        field = super().render(name, value, {**(attrs or {}), "list": list_id, "autocomplete": "off"}, renderer)
        return field + render_to_string("pay/_suggestions.html", {"options": self.options(), "list_id": list_id})

    def options(self) -> list[tuple[str, str]]:
        """What can be filled in, each with a remark ("" for none)."""
        raise NotImplementedError


class LevelInput(SuggestInput):
    """Completes the names of the levels that its reader (None: anybody) may choose."""

    reader: User | None = None

    def options(self) -> list[tuple[str, str]]:
        return [(level.name, level.title) for level in levels_to_choose(self.reader).values()]

    def format_value(self, value: Any) -> str | None:
        known = levels_to_choose(self.reader).get(as_id(value) or 0)
        return known.name if known else super().format_value(value)


class LocationInput(SuggestInput):
    """Completes the locations that bands have already."""

    def options(self) -> list[tuple[str, str]]:
        return [(place, "") for place in locations()]


class LevelField(forms.ModelChoiceField):
    """A level by its name, "Backend Engineer: Senior", by its title, or by its address, "backend-engineer/senior"."""

    reader: User | None = None
    widget = LevelInput
    default_error_messages = {
        "unknown": _("There is no level “%(value)s”. Choose one from the list: it opens while you type."),
        "several": _("“%(value)s” can mean more than one level. Choose one from the list."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Level.objects.all(), **kwargs)

    def for_reader(self, reader: User | None) -> None:
        """Offer and take only what `reader` may choose. Until then it is what anybody may."""
        self.reader = self.widget.reader = reader

    def to_python(self, value: Any) -> Level | None:
        text = " ".join(str(value or "").split()).casefold()
        if not text:
            return None
        levels = levels_to_choose(self.reader).values()
        found = [level for level in levels if text == level.name.casefold()]
        found = found or [level for level in levels if text in _names(level)]
        if len(found) != 1:
            raise forms.ValidationError(
                self.error_messages["several" if found else "unknown"], params={"value": str(value)[:100]}
            )
        return Level.objects.select_related("role").get(pk=found[0].id)

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, Level) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            chosen = self.to_python(data)
        except forms.ValidationError:
            return True
        return (chosen and chosen.pk) != (initial.pk if isinstance(initial, Level) else initial)


def level_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The levels that have bands for a select, under their roles."""
    paid = paid_levels(Level.objects.filter(has_band()))
    return [(role, [(str(level.id), level.name) for level in levels]) for role, levels in levels_by_role(paid.values())]


def locations() -> list[str]:
    """The locations that bands have, by name."""
    return list(
        SalaryBand.objects.exclude(location="").order_by("location").values_list("location", flat=True).distinct()
    )


def _names(level: PaidLevel) -> set[str]:
    return {level.title.casefold(), f"{level.role}: {level.title}".casefold(), f"{level.role_slug}/{level.slug}"}
