#!/bin/sh
# Pose2Sim 0.10.49: its converter from C3D to TRC divides millimetres by 1000 and still writes "mm" into the TRC's header.
#
# Expected: a marker at 1234 mm is 1234 in a TRC whose Units say mm, or 1.234 in one that says m.
# Seen:     1.2340001 under Units mm. A file in centimetres keeps its 123.4 and is called "m".
# Whoever trusts the header gets a person of 1.7 mm, or one of 170 m; only the body's size tells.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --no-deps pose2sim==0.10.49
"$folder/venv/bin/pip" -q install c3d==0.6.0 ezc3d==1.7.2 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import ezc3d, numpy
from Pose2Sim.Utilities.c3d_to_trc import c3d_to_trc_func

def converted(units, value):
    c3d = ezc3d.c3d()
    point = c3d["parameters"]["POINT"]
    point["RATE"]["value"], point["LABELS"]["value"], point["UNITS"]["value"] = [100.0], ["Head"], [units]
    c3d["data"]["points"] = numpy.full((4, 1, 20), value)
    c3d.write("take.c3d")
    c3d_to_trc_func("take.c3d", "take.trc")
    lines = open("take.trc").read().splitlines()
    header = dict(zip(lines[1].split("\t"), lines[2].split("\t")))
    return header["Units"], float(lines[5].split("\t")[2])

for units, value, seen_unit, seen in (("mm", 1234.0, "mm", 1.234), ("cm", 123.4, "m", 123.4)):
    unit, coordinate = converted(units, value)
    print(f"{value} {units} in the C3D, {coordinate} {unit} in the TRC")
    assert unit == seen_unit and abs(coordinate - seen) < 1e-4
PYTHON
echo "as described"
