#!/bin/sh
# bvhtoolbox 0.1.3: bvh2csv --scale scales a joint's position once for itself and once more for every joint above it.
#
# Expected: --scale 0.01, the help's own "centimeters to meters", gives every coordinate divided by 100.
# Seen:     only the root is. In a leg that hangs straight down from hips at (100, 90, 50) cm, the knee at (110, 50, 50) comes out as
#           (0.0011, -0.3999, 0.0001) m and the foot at (110, 10, 50) as (0, -0.404, 0): below the floor, as is a knee that
#           is 90 cm too low itself. Without --scale all is right. No word.
# The hips of the person walk through the room, its hands and feet stay beside the origin: while the hips go 1 m, the foot goes 1 µm.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install bvhtoolbox==0.1.3 bvh==0.3 transforms3d==0.4.2 numpy==2.4.6
cd "$folder"
cat > leg.bvh <<'BVH'
HIERARCHY
ROOT Hips
{
  OFFSET 0 0 0
  CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
  JOINT Thigh
  {
    OFFSET 10 0 0
    CHANNELS 3 Zrotation Xrotation Yrotation
    JOINT Knee
    {
      OFFSET 0 -40 0
      CHANNELS 3 Zrotation Xrotation Yrotation
      JOINT Foot
      {
        OFFSET 0 -40 0
        CHANNELS 3 Zrotation Xrotation Yrotation
        End Site
        {
          OFFSET 0 0 15
        }
      }
    }
  }
}
MOTION
Frames: 2
Frame Time: 0.01
100 90 50 0 0 0 0 0 0 0 0 0 0 0 0
200 90 50 0 0 0 0 0 0 0 0 0 0 0 0
BVH
mkdir plain scaled
"$folder/venv/bin/bvh2csv" --position --out plain leg.bvh || true  # its exit status is 1 when all went well
"$folder/venv/bin/bvh2csv" --position --scale 0.01 --out scaled leg.bvh || true
"$folder/venv/bin/python" - <<'PYTHON'
import csv, numpy

def positions(folder):
    first, *rows = csv.reader(open(f"{folder}/leg_pos.csv"))
    return numpy.array(rows, float)[:, 1:].reshape(2, 4, 3)

plain, scaled = positions("plain"), positions("scaled")
for joint, name in enumerate(("hips", "thigh", "knee", "foot")):
    print(name, "cm:", plain[:, joint].tolist(), "scaled to m:", scaled[:, joint].tolist())
assert numpy.allclose(plain[0], [[100, 90, 50], [110, 90, 50], [110, 50, 50], [110, 10, 50]])
assert numpy.allclose(scaled[0, 0], [1, 0.9, 0.5])
assert numpy.allclose(scaled[0, 2], [0.0011, -0.39991, 0.00005]) and numpy.allclose(scaled[0, 3], [0.00001, -0.404, 0])
hips, feet = (numpy.linalg.norm(scaled[1, joint] - scaled[0, joint]) for joint in (0, 3))
print("on a way of 1 m, the hips move", round(hips, 3), "m and the foot", round(feet, 5), "m")
assert hips == 1 and feet <= 1e-5
PYTHON
echo "as described"
