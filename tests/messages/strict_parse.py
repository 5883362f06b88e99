"""Reads mails with Python's email package and complains about whatever is not as it was written.

Takes on standard input a JSON list, as `outside.rs` makes it; prints one line a complaint, or how many mails were read.
"""

import base64
import json
import sys
from email import errors, message_from_bytes, message_from_string, policy

STRICT = policy.SMTP.clone(raise_on_defect=True)
STRICT_UTF8 = policy.SMTPUTF8.clone(raise_on_defect=True)


def parsed(case):
    octets = base64.b64decode(case["message"])
    if case["to"].isascii():
        return message_from_bytes(octets, policy=STRICT)
    # RFC 6532: the header is UTF-8, which this package reads from text alone.
    return message_from_string(octets.decode("utf-8"), policy=STRICT_UTF8)


def defects_of(case, name, value):
    # The package calls every local part beyond ASCII a defect, whatever the policy.
    beyond = name == "To" and not case["to"].isascii()
    return [defect for defect in value.defects if not (beyond and isinstance(defect, errors.NonASCIILocalPartDefect))]


def line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def complaints_about(case):
    message = parsed(case)
    sender = message["From"].addresses
    parts = list(message.iter_parts())
    found = {
        "fields": message.keys(),
        "senders": len(sender),
        "from_name": sender[0].display_name,
        "from_address": sender[0].addr_spec,
        "to": message["To"].addresses[0].addr_spec,
        "subject": message["Subject"],
        "message_id": message["Message-ID"],
        "type": message.get_content_type(),
        "parts": [part.get_content_type() for part in parts],
        "charsets": [part.get_content_charset() for part in parts],
        "text": line_ends(parts[0].get_content()),
        "html": line_ends(parts[1].get_content()),
        "has_date": message["Date"].datetime.utcoffset() is not None,
    }
    expected = {
        "senders": 1,
        "type": "multipart/alternative",
        "parts": ["text/plain", "text/html"],
        "charsets": ["utf-8", "utf-8"],
        "has_date": True,
    } | {key: case[key] for key in ("fields", "from_name", "from_address", "to", "subject", "message_id")}
    # Python ends every text with a line end.
    for key in ("text", "html"):
        expected[key] = line_ends(case[key])
        if not found[key] == expected[key]:
            found[key] = found[key].removesuffix("\n")
    # Python 3.11 keeps the space between two encoded-words of a phrase, which RFC 2047 §6.2 drops.
    if " " not in case["from_name"]:
        found["from_name"] = found["from_name"].replace(" ", "")
    for name, value in message.items():
        if defects := defects_of(case, name, value):
            yield f"{name}: {defects}"
    for part in [message, *parts]:
        if part.defects:
            yield f"{part.get_content_type()}: {part.defects}"
    for key, value in found.items():
        if value != expected[key]:
            yield f"{key}: {value!r} instead of {expected[key]!r}"


def main():
    cases = json.load(sys.stdin)
    complaints = []
    for case in cases:
        try:
            complaints += [f"{case['kind']}: {complaint}" for complaint in complaints_about(case)]
        except Exception as error:  # Any defect is raised as an error of its own class.
            complaints.append(f"{case['kind']}: {error!r}")
    print("\n".join(complaints) or f"{len(cases)} mails read")
    sys.exit(bool(complaints))


main()
