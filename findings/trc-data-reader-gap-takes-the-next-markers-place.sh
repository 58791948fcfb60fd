#!/bin/sh
# trc-data-reader 0.4.1: where a marker is missing in a frame, the markers behind it move into its place.
#
# Expected: TRC is tab separated and a marker that was not seen has three empty cells, so a row without A reads as A missing, B there.
# Seen:     A gets B's coordinates, and the last marker is missing instead; no warning. A gap in the last marker reads as it should.
#           What was read is saved again without a trace of it.
# Whoever fills gaps or compares takes by it has another body part's motion under a marker's name wherever there was a gap.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install trc-data-reader==0.4.1
cd "$folder"
{
  printf 'PathFileType\t4\t(X/Y/Z)\ttake.trc\n'
  printf 'DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n'
  printf '100\t100\t3\t2\tmm\t100\t1\t3\n'
  printf 'Frame#\tTime\tA\t\t\tB\t\t\n\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n\n'
  printf '1\t0.00\t1\t2\t3\t4\t5\t6\n'
  printf '2\t0.01\t1\t2\t3\t\t\t\n'
  printf '3\t0.02\t\t\t\t4\t5\t6\n'
} > take.trc
"$folder/venv/bin/python" -W error - <<'PYTHON'
from math import isnan

from trc import TRCData

take = TRCData()
take.load("take.trc")
for name in "AB":
    print(name, take[name])
assert take["A"][1] == [1, 2, 3] and all(map(isnan, take["B"][1])), "a gap in the last marker"
assert take["A"][2] == [4, 5, 6] and all(map(isnan, take["B"][2])), "a gap in the first one"
PYTHON
echo "as described"
