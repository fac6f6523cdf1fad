"""Tags of the components: icons, form fields, ages, dialogs and the light of the page."""

from datetime import datetime
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from holdspace.web.ages import age_in_words

LIGHTS = ("day", "dim")

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own drawings; decoration only, so a word always stands beside it."""
    return render_to_string(f"components/icons/{name}.html")


@register.simple_tag(takes_context=True)
def light(context: Context, default: str) -> str:
    """The light of this page: what the view says, else what the person chose, else its own."""
    request = context.get("request")
    asked = context.get("light") or (request.COOKIES.get("light") if request else None)
    return asked if asked in LIGHTS else default


@register.simple_tag
def age(at: datetime, now: datetime) -> SafeString:
    """How old something is, kept current by `ages.js`."""
    return format_html(
        '<time datetime="{}" data-at="{}">{}</time>',
        at.isoformat(),
        at.isoformat(),
        age_in_words(at, now),
    )


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, Any]:
    """Every field of a form, hidden ones included, errors at the top when there are any."""
    return {"form": form}


@register.inclusion_tag("components/field.html")
def form_field(field: BoundField) -> dict[str, Any]:
    """One field with its label, help and errors."""
    return {"field": field, "shape": _shape(field)}


def _shape(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "box"


@register.simple_block_tag
def dialog(content: str, *, id: str, title: str) -> SafeString:  # noqa: A002
    """A dialog in the middle of the screen."""
    return _dialog(content, id, title, "dialog")


@register.simple_block_tag
def sheet(content: str, *, id: str, title: str) -> SafeString:  # noqa: A002
    """A dialog that comes in from the edge."""
    return _dialog(content, id, title, "sheet")


def _dialog(content: str, element_id: str, title: str, shape: str) -> SafeString:
    context = {"content": content, "id": element_id, "title": title, "shape": shape}
    return render_to_string("components/dialog.html", context)
