#!/bin/sh
# ezc3d 1.7.2 writes all frames of a long take and reads back 65 535 of them.
#
# Expected: 70 000 frames (under 12 minutes at 100 Hz) come back, or writing refuses; C3D has a way to count them (two words in
#           TRIAL:ACTUAL_END_FIELD, or POINT:LONG_FRAMES).
# Seen:     the file holds 70 000 frames by its size, the header says 65 535, neither parameter is written, and ezc3d's own reader
#           gives 65 535 frames without a word.
# A reader that goes by the file's size finds the rest.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install ezc3d==1.7.2 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import os
import ezc3d, numpy

frames = 70000
out = ezc3d.c3d()
point = out["parameters"]["POINT"]
point["RATE"]["value"], point["LABELS"]["value"], point["UNITS"]["value"] = [100.0], ["Head"], ["mm"]
out["data"]["points"] = numpy.ones((4, 1, frames)) * numpy.arange(frames)
out.write("long.c3d")
again = ezc3d.c3d("long.c3d")
read = again["data"]["points"].shape[2]
fit = os.path.getsize("long.c3d") // 16  # four floats a frame; what precedes them is short
print(f"written {frames}, room in the file for {fit}, read {read}; TRIAL: {sorted(again['parameters'].get('TRIAL', {}))}, "
      f"LONG_FRAMES: {'LONG_FRAMES' in again['parameters']['POINT']}")
assert read == 65535 and fit >= frames
assert "LONG_FRAMES" not in again["parameters"]["POINT"] and "ACTUAL_END_FIELD" not in again["parameters"].get("TRIAL", {})
PYTHON
echo "as described"
