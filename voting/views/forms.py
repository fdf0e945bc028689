"""What forms of the officers' pages share: a use-case's faults beside the fields, and the machine they come from."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from flask import request
from flask_wtf import FlaskForm

from voting.errors import BadInput

FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


def put_faults(form: FlaskForm, fault: BadInput) -> None:
    """Show what a use-case refused where it was typed; what belongs to no field stands at the head of the form."""
    homeless = [] if fault.fields else [fault.message, *fault.lines]
    for name, sentence in fault.fields.items():
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
