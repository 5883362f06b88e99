#!/usr/bin/env python3
"""One, two, four workers on one PostgreSQL: rate, and the bytes that a mail costs there (docs/scaling.md).

    cargo build --release
    python3 benches/many_workers.py target/release/letterbell 60000 1 2 4

As root on Debian with the package postgresql: starts a server of its own with fsync on, and the program's own sink (letterbell bench sink).
CONNECTIONS in the environment sets the connections to the sink, for all workers together; without it 20.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from blog import Blog

program, readers, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2]), [int(many) for many in sys.argv[3:]]
connections = int(os.environ.get("CONNECTIONS", "20"))
# Not /tmp, which may be memory: there durability costs nothing.
folder = tempfile.mkdtemp(prefix="letterbell-workers.", dir="/var/tmp")
os.chmod(folder, 0o711)
server = folder + "/postgres"
programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]


def as_postgres(*arguments):
    command = ["runuser", "-u", "postgres", "--", programs + "/" + arguments[0], *arguments[1:]]
    subprocess.run(command, cwd=server, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ask(database, sql):
    command = [programs + "/psql", "-h", server, "-U", "postgres", "-d", database, "-Atc", sql]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def measure(many, database, blog):
    blog.posts = 1
    ask("postgres", f"CREATE DATABASE {database}")
    sink = subprocess.Popen([program, "bench", "sink"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    port = sink.stdout.readline().rsplit(":", 1)[1].split()[0].strip('"},')
    settings = f"{folder}/{database}.toml"
    with open(settings, "w") as file:
        file.write(
            f'[server]\npublic_url = "https://letters.example.org"\n'
            f'[database]\nurl = "postgres://postgres@localhost/{database}?host={server}"\n'
            f'[feeds]\nallow_hosts = ["127.0.0.1"]\n[[relay]]\nname = "sink"\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\n'
            f"connections = {connections}\n"
        )

    def letterbell(*arguments):
        command = [program, "--config", settings, "--json", *arguments]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def written():
        return int(ask(database, "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint"))

    letterbell("site", "add", "--name", "Blog")
    letterbell("list", "add", "news", "--name", "News", "--from", "News <news@example.org>", "--postal-address", "1 Street")
    letterbell("schedule", "add", "--list", "news", "--name", "yearly", "--cron", "0 0 1 1 *")
    letterbell("feed", "add", "--list", "news", blog.url)
    letterbell("feed", "poll")
    with open(folder + "/readers.csv", "w") as file:
        file.write("address,confirmed_at\n")
        file.writelines(f"reader{number:07}@example.org,2025-05-01\n" for number in range(readers))
    letterbell("subscriber", "import", "--list", "news", folder + "/readers.csv")
    blog.posts = 2
    letterbell("feed", "poll")
    log = open(f"{folder}/{database}.log", "w")
    workers = [subprocess.Popen([program, "--config", settings, "work"], stdout=log, stderr=log) for _ in range(many)]
    time.sleep(8)  # until all know of each other
    ask(database, "CHECKPOINT")
    before, began = written(), time.time()
    letterbell("digest", "run")
    planning, planned = time.time() - began, written()
    while int(ask(database, "SELECT count(*) FROM attempt")) < readers:
        time.sleep(0.5)
    sent = written()
    span = int(ask(database, "SELECT max(at) - min(at) FROM attempt")) / 1000
    bytes_of = {}
    for table in ["delivery", "attempt"]:
        sizes = ask(database, f"SELECT pg_relation_size('{table}'), pg_indexes_size('{table}')")
        bytes_of[table], bytes_of[table + " indexes"] = [int(size) // readers for size in sizes.split("|")]
    cpu = []
    for worker in workers:
        with open(f"/proc/{worker.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        cpu.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
        worker.terminate()
    for worker in workers:
        worker.wait()
    told, _ = sink.communicate()
    taken = json.loads(told.strip().splitlines()[-1])["messages"]
    assert taken == readers, f"the sink took {taken} of {readers}"
    found = {
        "workers": many,
        "mails_per_s": round(readers / span),
        "planning_s": round(planning, 1),
        "wal_bytes_planning": (planned - before) // readers,
        "wal_bytes_sending": (sent - planned) // readers,
        "bytes": bytes_of,
        "cpu_us_of_workers": round(sum(cpu) * 1e6 / readers),
    }
    print(json.dumps(found), flush=True)
    ask("postgres", f"DROP DATABASE {database} WITH (FORCE)")


try:
    os.mkdir(server)
    shutil.chown(server, "postgres")
    as_postgres("initdb", "-D", server + "/data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale")
    with open(server + "/data/postgresql.conf", "a") as file:
        file.write(f"listen_addresses = ''\nunix_socket_directories = '{server}'\n")
        file.write("shared_buffers = '512MB'\nmax_wal_size = '4GB'\nmax_connections = 200\n")
    as_postgres("pg_ctl", "-D", server + "/data", "-l", server + "/log", "-w", "start")
    blog = Blog()
    for number, many in enumerate(runs):
        measure(many, f"workers_{number}", blog)
finally:
    as_postgres("pg_ctl", "-D", server + "/data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)
