"""Verifies DKIM signatures with dkimpy.

Takes on standard input JSON as `dkim.rs` makes it: TXT records by name, and messages in base64. Prints for each message how many of its first two
signatures pass.
"""

import base64
import json
import sys

import dkim
import nacl  # Without it dkimpy calls every Ed25519 signature wrong.


def passes(message, index, records):
    lookup = lambda name, timeout=None: records.get(name.decode().rstrip("."), "").encode()
    try:
        return dkim.DKIM(message, minkey=2048).verify(idx=index, dnsfunc=lookup)
    except dkim.DKIMException:
        return False


task = json.load(sys.stdin)
messages = [base64.b64decode(message) for message in task["messages"]]
json.dump([sum(passes(message, index, task["records"]) for index in (0, 1)) for message in messages], sys.stdout)
