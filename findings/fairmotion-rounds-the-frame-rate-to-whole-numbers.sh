#!/bin/sh
# fairmotion 0.0.4: a BVH's frame rate is rounded to a whole number on reading, and the file written again has the rounded frame time.
#
# Expected: Frame Time 0.0333667 (29.97 a second, motion captured beside NTSC film) comes back.
# Seen:     30 frames a second, written as 0.033333; 59.94 becomes 60, 119.88 becomes 120. No word.
# After ten minutes the motion is 0.6 s ahead of its film, 18 pictures.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --no-deps fairmotion==0.0.4
"$folder/venv/bin/pip" -q install numpy==1.26.2 scipy==1.11.4 tqdm==4.67.1
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from fairmotion.data import bvh

rig = """HIERARCHY
ROOT Hips
{
  OFFSET 0 0 0
  CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
  End Site
  {
    OFFSET 0 10 0
  }
}
MOTION
Frames: 2
Frame Time: %s
0 90 0 0 0 0
1 90 0 0 0 0
"""
for time, rate, written in (("0.0333667", 30, "0.033333"), ("0.0166833", 60, "0.016667"), ("0.0083417", 120, "0.008333")):
    with open("take.bvh", "w") as file:
        file.write(rig % time)
    motion = bvh.load("take.bvh")
    bvh.save(motion, "again.bvh")
    again = open("again.bvh").read().split("Frame Time:")[1].split()[0]
    print(f"Frame Time {time} ({1 / float(time):.2f} a second) is read as {motion.fps} and written as {again}")
    assert motion.fps == rate and again == written
PYTHON
echo "as described"
