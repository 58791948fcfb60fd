#!/bin/sh
# pyomeca 2026.0.2 skips the sixth line of a TRC; in Pose2Sim 0.10.49's TRC files that is the first frame.
#
# Expected: four frames that Pose2Sim wrote are four frames in pyomeca. Between header and data some programs leave a line blank, others,
#           Pose2Sim among them, do not.
# Seen:     three frames, from the second on, no word. With a blank line put in by hand there are four.
# All that is counted in frames (events, labels, the film's pictures) lies one frame late.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --no-deps pose2sim==0.10.49
"$folder/venv/bin/pip" -q install c3d==0.6.0 ezc3d==1.7.2 pyomeca==2026.0.2 numpy==2.4.6 scipy==1.17.1 xarray==2026.9.0 pandas==3.1.1
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import ezc3d, numpy
from Pose2Sim.Utilities.c3d_to_trc import c3d_to_trc_func
from pyomeca import Markers

take = ezc3d.c3d()
point = take["parameters"]["POINT"]
point["RATE"]["value"], point["LABELS"]["value"], point["UNITS"]["value"] = [50.0], ["Head", "Hand"], ["m"]
take["data"]["points"] = numpy.ones((4, 2, 4))
take["data"]["points"][0, 0] = [1, 2, 3, 4]
take.write("take.c3d")
c3d_to_trc_func("take.c3d", "take.trc")

lines = open("take.trc").read().splitlines()
open("blank.trc", "w").write("\n".join(lines[:5] + [""] + lines[5:]) + "\n")
def head(file):
    return Markers.from_trc(file, pandas_kwargs={"sep": "\t"}).sel(channel="Head", axis="x").values.tolist()
print("x of the head in Pose2Sim's file:", [float(line.split("\t")[2]) for line in lines[5:]],
      "read by pyomeca:", head("take.trc"), "with a blank line:", head("blank.trc"))
assert lines[2].split("\t")[2] == "4" and [float(line.split("\t")[2]) for line in lines[5:]] == [1, 2, 3, 4]
assert head("take.trc") == [2, 3, 4] and head("blank.trc") == [1, 2, 3, 4]
PYTHON
echo "as described"
