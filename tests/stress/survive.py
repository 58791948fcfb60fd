#!/usr/bin/python3
"""Kills, full disks and damage, over every verb that writes. Whatever happens, a project is as it was before a verb
or as it is after it, no file that the run did not make is gone or changed, no signal ends the program by itself, no
wrong number comes with exit 0, and the next successful run of the verb leaves nothing lying about.

    survive.py --kills 200 --full-disks 50 --databases 60 --pose-files 60      as many of each
    survive.py --minutes 60                                                    rounds of all four until the time is up

--seed S repeats a series; each violation is printed with what repeats it alone (--only). Exit 1 on any.
Full disks need root and mount, and are said to be skipped without them. Needs numpy and h5py."""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    import damage
    import evidence
    import material
    import verbs as verb_table
except ModuleNotFoundError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300  # seconds; what takes longer hangs


class Violation(Exception):
    pass


class Program:
    def __init__(self, path):
        self.path = Path(path).resolve()
        self.known = {name for name in ("demo import reimport remove set align export heatmap train predict compare "
                                        "check info verdict repair".split()) if self.run([name, "--help"]).returncode == 0}

    def start(self, arguments, **more):
        environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", **more)
        return subprocess.Popen([self.path, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True, errors="replace", env=environment)

    def run(self, arguments, seconds=LONGEST):
        process = self.start(arguments)
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Violation(f"{arguments[0]} hangs: no end after {seconds} s") from None
        if process.returncode < 0:
            raise Violation(f"{arguments[0]} was ended by signal {-process.returncode}: {err[-300:]}")
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def must(self, arguments):
        done = self.run(arguments)
        if done.returncode != 0:
            raise Violation(f"{' '.join(map(str, arguments))}: exit {done.returncode}: {done.stderr[-400:]}")
        return done.stdout


def leave_files_of_others(project):
    """A backup, an export in an odd place, notes: nobody's to delete."""
    shutil.copy(project / "project.sqlite", project / "project.sqlite.bak")
    (project / "poses/exported.h5").write_bytes(b"somebody put this here")
    (project / "notes.txt").write_text("somebody's own\n")


class Workshop:
    """Templates to copy, and what each verb makes of its own when nothing disturbs it."""

    def __init__(self, program, scratch, slow):
        self.program = program
        self.scratch = scratch
        self.templates = scratch / "templates"
        self.verbs = [verb for verb in verb_table.all_verbs(ROOT, program.known) if slow or not verb.slow]
        self.place = scratch / "trial"  # one for all: projects tell where their sources lie
        self.references = {}
        self.befores = {}
        self.make_templates()

    def make_templates(self):
        empty = self.templates / "empty"
        empty.mkdir(parents=True)
        material.write_material(empty / "material")
        (empty / "out").mkdir()
        (empty / "out/notes.txt").write_text("somebody's own\n")
        for output in {output for verb in self.verbs for output in verb.outputs}:
            (empty / f"{output}.bak").write_text("somebody's own\n")
        imported = self.copy("empty", self.templates / "imported")
        project = imported / "project"
        for name, folder in (("Walks", "tables"), ("Other", "other")):
            self.program.must(["import", project, "--format", "table", "--name", name, imported / "material" / folder])
        leave_files_of_others(project)
        aligned = self.copy("imported", self.templates / "aligned")
        report = json.loads(self.program.must(["align", aligned / "project", "--json"]))
        (aligned / "sequence").write_text(report["sequences"][0]["name"])
        leave_files_of_others(aligned / "project")
        if "verdict" in self.program.known:
            other = shutil.copytree(aligned / "project", aligned / "copy")
            self.program.must(["verdict", other, "--sequence", report["sequences"][0]["name"], "fix-later",
                               "--reviewer", "you"])
        if any(verb.template == "demo" for verb in self.verbs):
            self.program.must(["demo", self.copy("empty", self.templates / "demo") / "demo"])

    def copy(self, template, place):
        shutil.copytree(self.templates / template, place, symlinks=True)
        return place

    def reference(self, verb):
        """(dumps, contents, names of files, seconds, bytes): after the verb has run undisturbed."""
        if verb.name not in self.references:
            place = self.copy(verb.template, self.place)
            before = size_of(place)
            began = time.monotonic()
            done = self.program.run(verb.arguments(place))
            seconds = time.monotonic() - began
            if done.returncode != 0:
                raise Violation(f"{verb.name}: undisturbed, exit {done.returncode}: {done.stderr[-400:]}")
            after = State(verb, place, seconds, size_of(place) - before)
            expect_nothing_lost(verb, self.before(verb), after)
            self.references[verb.name] = after
            shutil.rmtree(place)
        return self.references[verb.name]

    def before(self, verb):
        if verb.name not in self.befores:
            self.befores[verb.name] = State(verb, self.templates / verb.template)
        return self.befores[verb.name]


class State:
    """Of a place: its projects, the verb's outputs, its files."""

    def __init__(self, verb, place, seconds=0.0, grown=0):
        self.projects = {name: evidence.dump(place / name) for name in ("project", "new", "made", "demo")}
        self.outputs = {name: evidence.content(place / name) for name in verb.outputs}
        self.files = evidence.inventory(place)
        self.names = evidence.names_without_numbers(place)
        self.seconds = seconds
        self.grown = grown


def size_of(place):
    return sum(file.stat().st_blocks * 512 for file in place.rglob("*") if not file.is_symlink())


def first_difference(found, expected):
    found, expected = set(found.splitlines()), set(expected.splitlines())
    return f"only there: {sorted(found - expected)[:1]}, only expected: {sorted(expected - found)[:1]}"[:600]


def is_of(name, outputs):
    """One of the outputs, or a file in one; others that begin like it (poses.npz.bak) are none."""
    return any(name == output or name.startswith(output + "/") for output in outputs)


def expect_nothing_lost(verb, before, now):
    """Files of others; the verb's outputs and the database are looked at by their contents."""
    hashes = set(now.files.values())
    for name, known in before.files.items():
        if evidence.is_database(name) or is_of(name, verb.outputs):
            continue
        if name not in now.files and known not in hashes:
            raise Violation(f"{name} is gone")
        if now.files.get(name, known) != known:
            raise Violation(f"{name} has changed")


def expect_before_or_after(verb, now, before, after):
    for name, found in now.projects.items():
        begun = found == "" and before.projects[name] == "no project"  # made, and nothing has come into it yet
        if not begun and found not in (before.projects[name], after.projects[name]):
            raise Violation(f"{name} is neither as before nor as after: "
                            f"{first_difference(found, after.projects[name])}")
    for name, found in now.outputs.items():
        if name not in verb.loose and found not in (before.outputs[name], after.outputs[name]):
            raise Violation(f"{name} is half a file or another one: {first_difference(found, after.outputs[name])}")


def expect_next_run_is_whole(workshop, verb, place, after):
    arguments = (verb.again or verb.arguments)(place)
    done = workshop.program.run(arguments)
    if done.returncode not in verb.ends:
        raise Violation(f"the next run: exit {done.returncode}: {done.stderr[-400:]}")
    now = State(verb, place)
    for name, found in now.projects.items():
        if found != after.projects[name]:
            raise Violation(f"after the next run {name}: {first_difference(found, after.projects[name])}")
    for name, found in now.outputs.items():
        if name not in verb.loose and found != after.outputs[name]:
            raise Violation(f"after the next run {name}: {first_difference(found, after.outputs[name])}")
    left = [name for name in now.names if not is_of(name, verb.loose)]
    expected = [name for name in after.names if not is_of(name, verb.loose)]
    for name in expected:
        if name in left:
            left.remove(name)
    if left:
        raise Violation(f"lies about after the next run: {left[:5]}")


def kill(workshop, chance, place):
    verb = chance.choices(workshop.verbs, [verb.weight for verb in workshop.verbs])[0]
    before, after = workshop.before(verb), workshop.reference(verb)
    workshop.copy(verb.template, place)
    process = workshop.program.start(verb.arguments(place))
    moment = chance.uniform(0, 1.1) * after.seconds
    try:
        process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
    title = f"{verb.name}, killed after {moment:.3f} s"
    if process.returncode not in (0, -signal.SIGKILL):
        raise Violation(f"{title}: ended by itself with {process.returncode}")
    judge(workshop, verb, place, before, after, title)
    return verb.name


def judge(workshop, verb, place, before, after, title):
    try:
        now = State(verb, place)
        expect_nothing_lost(verb, before, now)
        expect_before_or_after(verb, now, before, after)
        expect_next_run_is_whole(workshop, verb, place, after)
    except Violation as violation:
        raise Violation(f"{title}: {violation}") from None


def mount(place, size, *options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs", str(place)], check=True,
                   capture_output=True)


def can_mount(scratch):
    try:
        mount(scratch, 1 << 20)
        subprocess.run(["umount", str(scratch)], check=True)
        return True
    except (OSError, subprocess.CalledProcessError):
        return False


def full_disk(workshop, chance, place):
    verb = chance.choice([verb for verb in workshop.verbs if not verb.slow])
    before, after = workshop.before(verb), workshop.reference(verb)
    template = size_of(workshop.templates / verb.template)
    room = int(chance.uniform(0, 1.15) * max(after.grown, 1 << 16))
    place.mkdir()
    mount(place, (template + room + (1 << 16)) // 4096 * 4096)
    title = f"{verb.name}, {room} bytes free"
    try:
        shutil.copytree(workshop.templates / verb.template, place, symlinks=True, dirs_exist_ok=True)
        done = workshop.program.run(verb.arguments(place))
        now = State(verb, place)
        if done.returncode == 0 and (now.projects, now.outputs) != (after.projects, after.outputs):
            raise Violation("exit 0, and not everything is there")
        if done.returncode != 0 and not any(word in done.stderr for word in ("No space", "full", "free")):
            raise Violation(f"does not say that the disk is full: {done.stderr[-300:]}")
        mount(place, 1 << 30, "remount")
        judge(workshop, verb, place, before, after, "then")
    except Violation as violation:
        raise Violation(f"{title}: {violation}") from None
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
    return f"{verb.name} ({'fitted' if done.returncode == 0 else 'full'})"


QUESTIONS = {"info": ["info", "project", "--json"], "align": ["align", "project", "--json"],
             "export": ["export", "project", "--out", "answer.npz", "--in", "universal"]}


def answer(workshop, place, question):
    """(exit, what it said): of the three numbers that people ask for."""
    told = [place / word if word in ("project", "answer.npz") else word for word in QUESTIONS[question]]
    done = workshop.program.run(told)
    if question != "export":
        return done.returncode, done.stdout.replace(str(place), "")
    said = evidence.content(place / "answer.npz")
    return done.returncode, said


def damaged(workshop, chance, place, spoil):
    """Each question is asked of its own copy of one damaged project, whatever the others made of it."""
    seed = chance.getrandbits(64)
    outcome = set()
    for question in QUESTIONS:
        copy = workshop.copy("aligned", place / question)
        key = ("undamaged", question)
        if key not in workshop.references:
            sound = workshop.copy("aligned", place / "sound")
            workshop.references[key] = answer(workshop, sound, question)
            shutil.rmtree(sound)
        title = spoil(copy / "project", random.Random(seed), workshop)
        before = evidence.inventory(copy)
        try:
            code, said = answer(workshop, copy, question)
            right = workshop.references[key]
            if code == 0 and said != right[1]:
                raise Violation(f"exit 0 and another answer: {first_difference(said, right[1])}")
            now = evidence.inventory(copy)
            for name, known in before.items():
                if not evidence.is_database(name) and now.get(name) != known and known not in now.values():
                    raise Violation(f"{name} is gone or changed")
        except Violation as violation:
            raise Violation(f"{question} of a project with {title}: {violation}") from None
        outcome.add("answered" if code == 0 else "refused")
    return f"{title.split(':')[0]} ({' or '.join(sorted(outcome))})"


CAMPAIGNS = {
    "kills": kill,
    "full-disks": full_disk,
    "databases": lambda workshop, chance, place: damaged(workshop, chance, place, damage.spoil_database),
    "pose-files": lambda workshop, chance, place: damaged(workshop, chance, place, damage.spoil_pose_file),
}


class Tally:
    def __init__(self):
        self.counts = {}
        self.violations = []

    def trial(self, workshop, campaign, seed, number):
        chance = random.Random(f"{seed} {campaign} {number}")
        place = workshop.place
        try:
            outcome = CAMPAIGNS[campaign](workshop, chance, place)
            counts = self.counts.setdefault(campaign, {})
            counts[outcome] = counts.get(outcome, 0) + 1
        except Violation as violation:
            self.violations.append(f"{campaign} {number}: {violation}")
            print(f"VIOLATION  {campaign} {number}: {violation}\n    repeat: --seed {seed} --only {campaign}:{number}",
                  flush=True)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def report(self, seconds):
        for campaign, counts in self.counts.items():
            print(f"{campaign}: {sum(counts.values())} survived")
            for outcome, count in sorted(counts.items()):
                print(f"    {count:4} {outcome}")
        print(f"{len(self.violations)} violations in {seconds:.0f} s")


def planned(arguments, campaigns):
    """(campaign, number) of the trials, in rounds, for as long as there is time."""
    if arguments.only:
        for trial in arguments.only:
            campaign, number = trial.split(":")
            yield campaign, int(number)
        return
    until = time.monotonic() + 60 * (arguments.minutes or 0)
    number = 0
    while True:
        for campaign in campaigns:
            wanted = getattr(arguments, campaign.replace("-", "_"))
            if arguments.minutes is None and number < wanted:
                yield campaign, number
            elif arguments.minutes is not None and time.monotonic() < until:
                yield campaign, number
        number += 1
        if arguments.minutes is not None and time.monotonic() >= until:
            return
        if arguments.minutes is None and number >= max(getattr(arguments, name.replace("-", "_"))
                                                       for name in CAMPAIGNS):
            return


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build/bin/solopose")
    for campaign in CAMPAIGNS:
        parser.add_argument(f"--{campaign}", type=int, default=0, metavar="N")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", metavar="CAMPAIGN:NUMBER")
    parser.add_argument("--quick", action="store_true", help="leave out training and prediction")
    arguments = parser.parse_args()

    began = time.monotonic()
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="survive-") as folder:
        scratch = Path(folder)
        campaigns = list(CAMPAIGNS)
        (scratch / "mount").mkdir()
        if not can_mount(scratch / "mount"):
            campaigns.remove("full-disks")
            print("full-disks: skipped, they need root and mount")
        workshop = Workshop(Program(arguments.program), scratch, slow=not arguments.quick)
        try:
            for campaign, number in planned(arguments, campaigns):
                tally.trial(workshop, campaign, arguments.seed, number)
        except KeyboardInterrupt:
            print("stopped")
    tally.report(time.monotonic() - began)
    return 1 if tally.violations else 0


if __name__ == "__main__":
    sys.exit(main())
