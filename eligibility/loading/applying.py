"""How to get a measure, as written under `apply`; and the telephone lines to ask."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from eligibility.law.applying import Application, Contact
from eligibility.loading.catalogue import key_place
from eligibility.loading.entries import Entries
from eligibility.loading.source import Node
from eligibility.texts import Text

PHONE = re.compile(r"[0-9]+(?:-[0-9]+)*")
ADDRESS = re.compile(r"[!-~]+")
"""What an address is made of: a browser would put anything else otherwise."""
SCHEMES = ("http", "https")


def lines(node: Node | None, entries: Entries) -> dict[str, Text]:
    """The names of the telephone lines that measures send people to, by number."""
    found = {}
    for phone, entry in entries.named(node).items():
        if not PHONE.fullmatch(phone):
            entries.fault("bad-phone", key_place(node, phone), _no_phone(phone))
        name = entries.text(entry)
        if name is not None:
            found[phone] = name
    return found


def application(
    node: Node | None, names: Mapping[str, Text], entries: Entries
) -> Application | None:
    """How to get a measure; None where nothing is written of it."""
    if node is None:
        return None
    fields = entries.mapping(
        node, required=("where",), optional=("bring", "within", "contact", "automatic")
    ).entries
    where = entries.text(fields.get("where"))
    bring = (entries.text(item) for item in entries.items(fields.get("bring")))
    within = entries.text(fields.get("within"))
    contact = asked(fields.get("contact"), names, entries)
    if where is None:
        return None
    told = tuple(text for text in bring if text)
    automatic = entries.truth(fields.get("automatic"), default=False)
    return Application(where, told, within, contact, automatic)


def asked(
    node: Node | None, names: Mapping[str, Text], entries: Entries
) -> Contact | None:
    """Whom to ask; None where nobody is written down."""
    if node is None:
        return None
    fields = entries.mapping(node, optional=("phone", "url")).entries
    if not fields:
        entries.expected(node, "phone 或 url", "`phone` or `url`")
        return None
    phone, url = (entries.word(fields.get(key)) for key in ("phone", "url"))
    if phone is not None and not PHONE.fullmatch(phone):
        entries.fault(
            "bad-phone", fields["phone"].place, _no_phone(phone), subject="phone"
        )
    if url is not None and not _is_address(url):
        entries.fault(
            "bad-address",
            fields["url"].place,
            Text(f"这不是一个网址：{url}", f"This is no address of a page: {url}"),
            hint=Text(
                "写成 https://www.example.org/ 这样。",
                "Write it as https://www.example.org/.",
            ),
            subject="url",
        )
    return Contact(phone, url, names.get(phone) if phone is not None else None)


def _no_phone(phone: str) -> Text:
    return Text(
        f"电话只有数字和短横线，这里是“{phone}”",
        f'A telephone number has digits and hyphens only, and here is "{phone}"',
    )


def _is_address(url: str) -> bool:
    """Whether it is a whole address of a page on the web, without a password in it."""
    if not ADDRESS.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return (
        parts.scheme in SCHEMES
        and "@" not in parts.netloc
        and bool(host)
        and "." in str(host).strip(".")
    )
