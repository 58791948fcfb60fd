#!/usr/bin/env python3
"""What holds for every source file of the project, and no compiler checks.

    tests/house/house_rules.py directions   includes point down: app -> widgets -> render -> core, and inside core down the list in
                                            core/CMakeLists.txt; core sees neither Qt nor VTK; torch stays in the rooms that are for it
    tests/house/house_rules.py format       clang-format has nothing to change

Prints what breaks a rule, a line each, and exits 1; 77 when a tool is missing.
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ["core", "render", "widgets", "app"]  # from the bottom up
TORCH_ROOMS = {"core/exchange", "core/network", "core/landmarks", "core/training"}
INCLUDE = re.compile(r'^#include (?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def sources():
    for layer in LAYERS + ["tests"]:
        for path in sorted((ROOT / layer).rglob("*")):
            if path.suffix in {".h", ".cpp"}:
                yield path.relative_to(ROOT)


def core_rooms():
    text = (ROOT / "core" / "CMakeLists.txt").read_text()
    return re.findall(r"^add_subdirectory\((\w+)\)", text, re.MULTILINE)


def height(path, rooms):
    """Where a file of the four layers stands: an include may not point to a greater height."""
    layer, room = path.parts[0], path.parts[1]
    return LAYERS.index(layer), rooms.index(room) if layer == "core" else 0


def misdirected(path, rooms):
    for own, system in INCLUDE.findall((ROOT / path).read_text()):
        target = Path(own or system)
        if own and target.parts[0] in LAYERS and height(target, rooms) > height(path, rooms):
            yield f"{path}: includes {own}, which lies above it"
        if system and path.parts[0] == "core" and re.match(r"(Q[A-Z]\w+|Qt\w+/|vtk)", system):
            yield f"{path}: includes {system}: core knows no window"
        if system.startswith("torch/") and "/".join(path.parts[:2]) not in TORCH_ROOMS:
            yield f"{path}: includes {system}: torch is for {' and '.join(sorted(TORCH_ROOMS))}"


def directions():
    rooms = core_rooms()
    layers = [path for path in sources() if path.parts[0] in LAYERS]
    return [line for path in layers for line in misdirected(path, rooms)]


def badly_formatted():
    formatter = shutil.which("clang-format") or shutil.which("clang-format-14")
    if formatter is None:
        print("clang-format is not installed", file=sys.stderr)
        sys.exit(77)
    files = [str(path) for path in sources() if path.suffix != ".cu"]
    done = subprocess.run([formatter, "--dry-run", *files], cwd=ROOT, capture_output=True, text=True, check=True)
    found = {line.split(":")[0] for line in done.stderr.splitlines() if "clang-format-violations" in line}
    return [f"{name}: clang-format would change it" for name in sorted(found)]


RULES = {"directions": directions, "format": badly_formatted}

if __name__ == "__main__":
    broken = RULES[sys.argv[1]]()
    print("\n".join(broken))
    sys.exit(1 if broken else 0)
