"""What forms of the officers' pages share: a use-case's faults beside the fields, and the machine they come from."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo

from voting.errors import Refused

FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


class NewPasswordForm(FlaskForm):  # type: ignore[misc]  # flask_wtf ships no types
    """A password, typed twice."""

    password = PasswordField(
        _l("新密码"),
        [DataRequired(_l("请填写密码"))],
        description=_l("至少8位；可以用一句容易记的话"),
    )
    again = PasswordField(
        _l("再输一遍"),
        [DataRequired(_l("请把密码再输一遍")), EqualTo("password", _l("两次输入的密码不一样，请重新输入"))],
    )


def put_faults(form: FlaskForm, fault: Refused) -> None:
    """Show what a use-case refused where it was typed; what belongs to no field stands at the head of the form."""
    fields: Mapping[str, str] = getattr(fault, "fields", {})
    homeless: list[str] = [] if fields else [fault.message, *getattr(fault, "lines", ())]
    for name, sentence in fields.items():
        if name in form:
            form[name].errors = [*form[name].errors, sentence]
        else:
            homeless.append(sentence)
    form.form_errors = homeless


def is_this_machine() -> bool:
    """Whether the request comes from the very machine the server runs on, with nothing passing it on in between."""
    if any(name in request.headers for name in FORWARDING):
        return False
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback
