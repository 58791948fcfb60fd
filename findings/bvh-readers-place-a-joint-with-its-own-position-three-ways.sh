#!/bin/sh
# bvhio 1.5.4, fairmotion 0.0.4, bvh-converter 1.0.2 and bvhtoolbox 0.1.3 put joints that have position channels at three places.
#
# Expected: a BVH whose every joint has three positions and three rotations, as animation programs write on request (the positions are
#           the joint's place in its parent, its OFFSET as long as nothing stretches), stands the same in all of them, or one refuses.
# Seen:     hips at 90, a knee whose OFFSET is -40 and position -42, an ankle of -40 and -38. bvhio puts them at 48 and 10 (the position
#           replaces the offset), fairmotion at 8 and -70 (both are added), bvh-converter and bvhtoolbox at 50 and 10 (the positions are
#           dropped). No warning from any.
# By fairmotion the person has legs twice as long, 70 below the floor; with the last two, a joint that slides (a shoulder, a prop) stands still.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --no-deps fairmotion==0.0.4
"$folder/venv/bin/pip" -q install bvhio==1.5.4 bvh-converter==1.0.2 bvhtoolbox==0.1.3 numpy==1.26.2 scipy==1.11.4 tqdm==4.67.1
cd "$folder"
cat > slide.bvh <<'BVH'
HIERARCHY
ROOT Hips
{
  OFFSET 0 0 0
  CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
  JOINT Knee
  {
    OFFSET 0 -40 0
    CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
    JOINT Ankle
    {
      OFFSET 0 -40 0
      CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
      End Site
      {
        OFFSET 0 0 15
      }
    }
  }
}
MOTION
Frames: 1
Frame Time: 0.01
0 90 0 0 0 0 0 -42 0 0 0 0 0 -38 0 0 0 0
BVH
"$folder/venv/bin/bvh2csv" --position --out . slide.bvh || true  # its exit status is 1 when all went well
"$folder/venv/bin/bvh-converter" slide.bvh
"$folder/venv/bin/python" - <<'PYTHON'
import csv, bvhio
from fairmotion.data import bvh

def of_csv(file):
    return [round(float(cell), 3) for cell in list(csv.reader(open(file)))[1][2:11:3]]

root = bvhio.readAsHierarchy("slide.bvh")
root.loadPose(0)
heights = {
    "bvhio": [round(joint.PositionWorld.y, 3) for joint, *_ in root.layout()],
    "fairmotion": [round(float(place[1]), 3) for place in bvh.load("slide.bvh").positions(local=False)[0]],
    "bvh-converter": of_csv("slide_worldpos.csv"),
    "bvhtoolbox": of_csv("slide_pos.csv"),
}
for reader, found in heights.items():
    print(reader, "hips, knee, ankle:", found)
assert heights["bvhio"] == [90, 48, 10]
assert heights["fairmotion"] == [90, 8, -70]
assert heights["bvh-converter"] == heights["bvhtoolbox"] == [90, 50, 10]
PYTHON
echo "as described"
