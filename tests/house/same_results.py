#!/usr/bin/env python3
"""Whether two builds of `solopose` give the same results: for changes that should change nothing.

    tests/house/same_results.py OLD/bin/solopose NEW/bin/solopose

OLD makes a demo project with films; both work on copies of it. Numbers must be equal to the bit, JSON as it is but for paths. Prints a line
for each comparison and exits 1 when one differs.
"""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import numpy

MODEL = Path(__file__).resolve().parents[2] / "resources" / "demo-model" / "tiny.safetensors"


def run(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def same_npz(a, b):
    with numpy.load(a) as first, numpy.load(b) as second:
        return first.files == second.files and all(
            first[name].dtype == second[name].dtype and first[name].tobytes() == second[name].tobytes()
            for name in first.files if name != "video")


def datasets_of(file):
    found = {}
    file.visititems(lambda name, item: found.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
    return found


def same_h5(a, b):
    with h5py.File(a) as first, h5py.File(b) as second:
        one, other = datasets_of(first), datasets_of(second)
        return one.keys() == other.keys() and all(numpy.array_equal(one[name], other[name], equal_nan=one[name].dtype.kind == "f")
                                                  for name in one)


def json_without_paths(text, folder):
    return json.loads(text.replace(str(folder), ""))


def results(program, project, out):
    """What a build makes of a project: texts by name, and files in `out`."""
    name = json.loads(run(program, "align", project, "--json"))["sequences"][0]["name"]
    texts = {"align": run(program, "align", project, "--json"), "info": run(program, "info", project, "--json"),
             "evaluate": run(program, "evaluate", MODEL, project, "--split", "test", "--json")}
    run(program, "export", project, "--out", out / "universal.npz", "--in", "universal")
    run(program, "export", project, "--out", out / "dataset.h5")
    run(program, "export", project, "--out", out / "dataset.csv")
    frame = ["heatmap", project, "--sequence", name, "--frame", "7"]
    run(program, *frame, "--out", out / "body.npz")
    run(program, *frame, "--out", out / "joint.npz", "--joint", "left_wrist")
    run(program, *frame, "--out", out / "literal.npz", "--in", "universal", "--rule", "equation-7", "--size", "48")
    video = sorted((project / "sources").rglob("*.mp4"))[0]
    run(program, "predict", MODEL, video, "--out", out / "found.npz")
    return texts


def main():
    builds = sys.argv[1:3]
    differences = 0

    def tell(what, same):
        nonlocal differences
        differences += not same
        print(f"{'same' if same else 'DIFFERS'}  {what}", flush=True)

    with tempfile.TemporaryDirectory() as scratch:
        run(builds[0], "demo", Path(scratch) / "demo")
        made = []
        for build, place in zip(builds, ("old", "new")):
            project, out = Path(scratch) / place / "project", Path(scratch) / place / "out"
            shutil.copytree(Path(scratch) / "demo", project)
            out.mkdir()
            made.append((results(build, project, out), project, out))
        (texts, project, out), (new_texts, new_project, new_out) = made
        for name in texts:
            tell(f"{name} --json", json_without_paths(texts[name], project) == json_without_paths(new_texts[name], new_project))
        for file in sorted(out.iterdir()):
            compare = {".npz": same_npz, ".h5": same_h5}.get(file.suffix, lambda a, b: a.read_bytes() == b.read_bytes())
            tell(file.name, compare(file, new_out / file.name))
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
