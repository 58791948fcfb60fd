#!/bin/sh
# Kinetics Toolkit 0.17.0: write_trc_file multiplies the rate in the header by the number of frames.
#
# Expected: markers sampled 100 times a second are written with a DataRate of 100, however long the take is.
# Seen:     2 s (200 frames) give a DataRate, CameraRate and OrigDataRate of 20000, 10 s give 100000. The Time column is right.
# A program that goes by the header plays ten seconds in ten milliseconds, and its speeds are a thousand times too high.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install kineticstoolkit==0.17.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import numpy
import kineticstoolkit as ktk
from kineticstoolkit.kinematics import write_trc_file

for frames in (200, 1000):
    time = numpy.arange(frames) / 100
    place = numpy.column_stack((time, numpy.full(frames, 0.9), time, numpy.ones(frames)))
    take = ktk.TimeSeries(time=time).add_data("Sacrum", place)
    assert abs(take.get_sample_rate() - 100) < 1e-6
    write_trc_file(take, "take.trc")
    lines = open("take.trc").read().splitlines()
    header = dict(zip(lines[1].split("\t"), lines[2].split("\t")))
    rows = [line.split("\t") for line in lines[6:]]
    print(frames, "frames at 100 Hz:", {key: header[key] for key in ("DataRate", "CameraRate", "OrigDataRate", "NumFrames")},
          "Time", rows[0][1], rows[1][1], "…", rows[-1][1])
    assert {float(header[key]) for key in ("DataRate", "CameraRate", "OrigDataRate")} == {100.0 * frames}
    assert len(rows) == int(header["NumFrames"]) == frames and float(rows[-1][1]) == round(time[-1], 3)
PYTHON
echo "as described"
