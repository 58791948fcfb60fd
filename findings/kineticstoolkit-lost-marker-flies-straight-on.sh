#!/bin/sh
# Kinetics Toolkit 0.17.0: fill_missing_samples goes on in a straight line where a marker is lost before the take ends.
#
# Expected: filling interpolates between samples that were seen; those before the first and after the last stay missing, or the
#           documentation says what becomes of them. It speaks of interpolation alone.
# Seen:     a wrist that swings 0.4 m to and fro and is lost for the last second is carried on along its last two samples: it leaves the
#           swing at 2.5 m/s and is 2.5 m away at the end, not missing any more, whether gaps of up to 120 samples are to be filled or
#           all (0). The same happens before the first sample that was seen.
# The filled take has no gap left to tell by, only an arm as long as the room.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install kineticstoolkit==0.17.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import numpy
import kineticstoolkit as ktk

time = numpy.arange(300) / 100
true = numpy.column_stack((0.4 * numpy.sin(2 * numpy.pi * time), numpy.zeros(300), numpy.full(300, 1.2), numpy.ones(300)))
for lost, name, where in ((slice(200, 300), "last", 299), (slice(0, 100), "first", 0)):
    seen = true.copy()
    seen[lost] = numpy.nan
    take = ktk.TimeSeries(time=time).add_data("Wrist", seen)
    for most in (120, 0):
        filled = take.fill_missing_samples(most)
        found = filled.data["Wrist"]
        print(f"lost for the {name} second, filled up to {most} samples:", int(filled.isnan("Wrist").sum()), "missing, x at its far end",
              round(found[where, 0], 3), "where it was", round(true[where, 0], 3))
        assert not numpy.isnan(found).any()
        assert abs(found[where, 0]) > 2.4 and abs(true[:, 0]).max() < 0.401
PYTHON
echo "as described"
