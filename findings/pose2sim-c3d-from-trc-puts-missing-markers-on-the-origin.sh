#!/bin/sh
# Pose2Sim 0.10.49: its converter from TRC to C3D writes a marker that is missing as one that was seen at (0, 0, 0).
#
# Expected: empty cells in a TRC become a point with a negative residual, C3D's way to say that it was not seen.
# Seen:     (0, 0, 0) with residual 0, which ezc3d 1.7.2 and c3d 0.6.0 give back as seen. The only word is NumPy's, that a cast was invalid.
# A hand that was hidden for two frames is pulled to the floor in the middle of the room and back, and gap filling finds no gap.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --no-deps pose2sim==0.10.49
"$folder/venv/bin/pip" -q install c3d==0.6.0 ezc3d==1.7.2 numpy==2.4.6
cd "$folder"
{
  printf 'PathFileType\t4\t(X/Y/Z)\ttake.trc\n'
  printf 'DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n'
  printf '50\t50\t4\t2\tm\t50\t1\t4\n'
  printf 'Frame#\tTime\tHead\t\t\tHand\t\t\n'
  printf '\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n'
  printf '1\t0.00\t0.1\t1.7\t-0.5\t0.4\t1.0\t-0.5\n'
  printf '2\t0.02\t0.1\t1.7\t-0.5\t\t\t\n'
  printf '3\t0.04\t0.1\t1.7\t-0.5\t\t\t\n'
  printf '4\t0.06\t0.1\t1.7\t-0.5\t0.4\t1.1\t-0.5\n'
} > take.trc
"$folder/venv/bin/python" - <<'PYTHON'
import warnings
import c3d, ezc3d, numpy
from Pose2Sim.Utilities.trc_to_c3d import trc_to_c3d_func

trc_to_c3d_func("take.trc")
data = ezc3d.c3d("take.c3d")["data"]
hand, residuals = data["points"][:3, 1].T, data["meta_points"]["residuals"][0, 1]
print("ezc3d, hand:", hand.tolist(), "residuals:", residuals.tolist())
assert numpy.allclose(hand, [[400, 1000, -500], [0, 0, 0], [0, 0, 0], [400, 1100, -500]]) and (residuals == 0).all()
warnings.simplefilter("ignore")
with open("take.c3d", "rb") as file:
    rows = [points[1].tolist() for _, points, _ in c3d.Reader(file).read_frames()]
print("c3d, hand and residual:", [row[:4] for row in rows])
assert [row[:4] for row in rows[1:3]] == [[0, 0, 0, 0]] * 2
PYTHON
echo "as described"
