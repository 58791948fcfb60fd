#!/usr/bin/env python3
"""Training at the paper's size: how long it takes to begin, what it holds in memory, how many mappings it has.

    tests/bench/paper_size.py build/bin FOLDER [--videos N] [--steps N]

Makes FOLDER/project where it is not there (paper_size_project; some gigabytes), trains on it twice, first with an
empty cache, then with what the first run has left, and prints a row for each. Exit status 1 where a run begins later
than in 60 s, holds 3 GiB or more, or comes near the kernel's limit of mappings.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

MOST_SECONDS, MOST_GIB, MAPPING_LIMIT = 60, 3, 65_530


def status(process, key):
    found = re.search(rf"{key}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) / 2**20 if found else 0


def watched(command, run):
    """Runs the command; seconds until its first step, peak GiB, most mappings, seconds of all."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    begun, peak, anonymous, mappings = None, 0, 0, 0
    while child.poll() is None:
        try:
            peak = max(peak, status(child.pid, "VmHWM"))
            anonymous = max(anonymous, status(child.pid, "RssAnon"))
            with open(f"/proc/{child.pid}/maps") as maps:
                mappings = max(mappings, sum(1 for _ in maps))
        except OSError:
            pass
        log = run / "log.jsonl"
        if begun is None and log.exists():
            for line in log.read_text().splitlines():
                record = json.loads(line)
                if record["event"] == "step":
                    begun = time.monotonic() - start - record["seconds"]
                    break
        time.sleep(0.1)
    if child.returncode != 0:
        sys.exit(child.stderr.read())
    return begun, peak, anonymous, mappings, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--videos", type=int, default=13_275)
    parser.add_argument("--steps", type=int, default=200)
    arguments = parser.parse_args()
    project = arguments.folder / "project"
    if not (project / "project.sqlite").exists():
        subprocess.run([arguments.programs / "paper_size_project", project, str(arguments.videos)], check=True)
    good = True
    shutil.rmtree(project / "cache", ignore_errors=True)
    for title in ["nothing cached", "videos known, crops of another order"]:
        run = arguments.folder / "run"
        shutil.rmtree(run, ignore_errors=True)
        seed = "1" if title == "nothing cached" else "2"
        begun, peak, anonymous, mappings, seconds = watched(
            [arguments.programs / "solopose", "train", project, "--preset", "tiny", "--steps", str(arguments.steps),
             "--seed", seed, "--out", run], run)
        good &= begun < MOST_SECONDS and peak < MOST_GIB and mappings < MAPPING_LIMIT / 10
        print(f"{title}: first step after {begun:.1f} s, {arguments.steps} steps and a validation after {seconds:.1f} s, "
              f"{peak:.2f} GiB at most ({anonymous:.2f} its own), {mappings} mappings", flush=True)
    sys.exit(not good)


if __name__ == "__main__":
    main()
