#!/usr/bin/env python3
"""Sign-up and one-click unsubscribe under load, on a durable database: at full speed, at 1,000 a second, and beside a digest.

    cargo build --release
    python3 benches/web.py target/release/letterbell

A SQLite file on a disk, or what DATABASE_URL names: an empty PostgreSQL database on a server with fsync on.

Needs `wrk` (Debian package). The guard's limits are lifted: all comes from one address, and what is measured is the path behind them.
The load generator shares the machine's cores with the service. One line of JSON a run: requests a second, p50 and p99 in milliseconds.
"""
import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

from blog import Blog
import urllib.request

program = os.path.abspath(sys.argv[1])
seconds = int(os.environ.get("SECONDS_A_RUN", "15"))
digest_readers = int(os.environ.get("DIGEST_READERS", "60000"))
# Not /tmp, which may be memory: there durability costs nothing.
folder = tempfile.mkdtemp(prefix="letterbell-web.", dir="/var/tmp")
database = os.environ.get("DATABASE_URL", f"sqlite:{folder}/letterbell.db")
secret = "a secret of the bench, as long as it has to be"
readers = 6000 * seconds
address = "127.0.0.1:18473"

# `id` is a global: what setup sets on a thread, a local of that name would hide, and both threads would ask for the same addresses.
SIGN_UP = """
local sent = 0
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
function request()
  sent = sent + 1
  return wrk.format("POST", "/s/news", headers, "stamp=STAMP&email=NAME." .. id .. "." .. sent .. "%40example.org")
end
function response(status) if status ~= 200 then bad = (bad or 0) + 1 end end
DELAY
"""
LEAVE = """
local threads = 0
function setup(thread) thread:set("id", threads); threads = threads + 1 end
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local paths, place = {}, 0
function init()
  local number = 0
  for path in io.lines("PATHS") do
    if number % 2 == id then paths[#paths + 1] = path end
    number = number + 1
  end
end
function request()
  -- Who has left is not asked again: that would cost nothing. The last few are, while the others' answers come in.
  if place == #paths then wrk.thread:stop() else place = place + 1 end
  return wrk.format("POST", paths[place], headers, "List-Unsubscribe=One-Click")
end
DELAY
"""
# With 32 connections that each wait about 27 ms, and as long again as the answer takes: 1,000 a second.
HALF = "function delay() return 27 end"


def unsubscribe_path(subscription):
    key = hmac.new(hmac.new(secret.encode(), b"link: unsubscribe", hashlib.sha256).digest(), digestmod=hashlib.sha256)
    claim = struct.pack(">BqIq", 1, subscription, 1, 0)
    key.update(claim)
    return "/u/" + base64.urlsafe_b64encode(claim + key.digest()[:16]).decode().rstrip("=")


def milliseconds(text):
    if "nan" in text:  # what wrk says when nothing was answered
        return None
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def load(name, script, connections, span):
    path = f"{folder}/{name}.lua"
    with open(path, "w") as file:
        file.write(script.replace("STAMP", stamp))
    command = ["wrk", "-t2", f"-c{connections}", f"-d{span}s", "--latency", "--timeout", "10s", "-s", path, f"http://{address}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    errors = [line.strip() for line in told.splitlines() if "Non-2xx" in line or "Socket errors" in line]
    found = {
        "run": name,
        "per_second": round(float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1))),
        # At the beginning of a line: a deviation of 88.50 % stands at the end of one.
        "p50_ms": milliseconds(re.search(r"^\s+50%\s+(\S+)", told, re.M).group(1)),
        "p99_ms": milliseconds(re.search(r"^\s+99%\s+(\S+)", told, re.M).group(1)),
    }
    print(json.dumps(found | ({"errors": errors} if errors else {})), flush=True)
    return found


def write_paths(name, first, last):
    with open(f"{folder}/{name}", "w") as file:
        file.writelines(unsubscribe_path(number) + "\n" for number in range(first, last))
    return f"{folder}/{name}"


sink = subprocess.Popen([program, "bench", "sink"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
serving = None
try:
    port = sink.stdout.readline().rsplit(":", 1)[1].split()[0].strip('"},')
    blog = Blog()
    settings = f"{folder}/letterbell.toml"
    with open(settings, "w") as file:
        file.write(
            f'[server]\nlisten = "{address}"\npublic_url = "http://{address}"\nsecret = "{secret}"\n'
            f'[database]\nurl = "{database}"\n[feeds]\nallow_hosts = ["127.0.0.1"]\n'
            "[limits]\nper_network_hour = 1000000\nper_list_hour = 100000000\nper_hour = 100000000\n"
            "[guard]\nburst_sign_ups = 100000000\nburst_unsubscribes = 100000000\n"
            f'[[relay]]\nname = "sink"\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\n'
        )

    def letterbell(*arguments):
        command = [program, "--config", settings, "--json", *arguments]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    letterbell("site", "add", "--name", "Blog")
    letterbell("list", "add", "news", "--name", "News", "--from", "News <news@example.org>", "--postal-address", "1 Street")
    letterbell("schedule", "add", "--list", "news", "--name", "yearly", "--cron", "0 0 1 1 *")
    letterbell("feed", "add", "--list", "news", blog.url)
    letterbell("feed", "poll")
    # The readers who leave, and after them those whom the digest goes to.
    with open(folder + "/readers.csv", "w") as file:
        file.write("address,confirmed_at\n")
        file.writelines(f"reader{number:07}@example.org,2025-05-01\n" for number in range(readers + digest_readers))
    letterbell("subscriber", "import", "--list", "news", folder + "/readers.csv")
    with open(f"{folder}/log", "w") as log:
        serving = subprocess.Popen([program, "--config", settings, "serve"], stdout=log, stderr=log)
    time.sleep(2)
    # One that robots have kept: it is taken, as from a page in a cache.
    stamp = json.load(urllib.request.urlopen(f"http://{address}/stamp.json"))["stamp"]
    time.sleep(2)

    share = readers // 3
    load("warm-up", SIGN_UP.replace("NAME", "warm").replace("DELAY", ""), 16, 3)
    load("sign-up", SIGN_UP.replace("NAME", "full").replace("DELAY", ""), 64, seconds)
    load("sign-up at half", SIGN_UP.replace("NAME", "half").replace("DELAY", HALF), 32, seconds)
    paths = write_paths("full", 1, 2 * share)
    load("one-click", LEAVE.replace("PATHS", paths).replace("DELAY", ""), 64, seconds)
    paths = write_paths("half", 2 * share, readers)
    load("one-click at half", LEAVE.replace("PATHS", paths).replace("DELAY", HALF), 32, seconds)
    blog.posts = 2
    letterbell("feed", "poll")
    letterbell("digest", "run")
    load("sign-up beside a digest", SIGN_UP.replace("NAME", "beside").replace("DELAY", HALF), 32, 6)
    paths = write_paths("beside", readers + digest_readers - 12000, readers + digest_readers)
    load("one-click beside a digest", LEAVE.replace("PATHS", paths).replace("DELAY", HALF), 32, 6)
    sink.stdin.write("\n")
    sink.stdin.flush()
    print(json.dumps({"mails meanwhile": sink.stdout.readline().strip()}), flush=True)
finally:
    if sys.exc_info()[0]:
        print(open(f"{folder}/log").read()[-4000:], file=sys.stderr)
    if serving:
        serving.terminate()
        serving.wait()
    sink.terminate()
    if "KEEP" in os.environ:
        print(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)
