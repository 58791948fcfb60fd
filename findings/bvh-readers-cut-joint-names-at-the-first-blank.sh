#!/bin/sh
# bvh 0.3, bvhtoolbox 0.1.3, bvhio 1.5.4 and upc-pymotion 0.3.4 end a joint's name at its first blank.
#
# Expected: "Bip01 L Thigh" and "Bip01 R Thigh", as 3ds Max Biped and others name their joints, are two joints of these names.
# Seen:     all four call every joint "Bip01". bvh and bvhtoolbox, which find values by name, then give every joint the offset
#           and the channels of the root: a rotation of 11 and one of 22 degrees both read as 0. No warning.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install bvh==0.3 bvhtoolbox==0.1.3 bvhio==1.5.4 upc-pymotion==0.3.4
cd "$folder"
cat > biped.bvh <<'BVH'
HIERARCHY
ROOT Bip01
{
  OFFSET 0 0 0
  CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
  JOINT Bip01 L Thigh
  {
    OFFSET 10 0 0
    CHANNELS 3 Zrotation Xrotation Yrotation
    End Site
    {
      OFFSET 0 -40 0
    }
  }
  JOINT Bip01 R Thigh
  {
    OFFSET -10 0 0
    CHANNELS 3 Zrotation Xrotation Yrotation
    End Site
    {
      OFFSET 0 -40 0
    }
  }
}
MOTION
Frames: 1
Frame Time: 0.01
1 90 3 0 0 0 11 0 0 22 0 0
BVH
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import bvh, bvhio, bvhtoolbox
from pymotion.io.bvh import BVH

text = open("biped.bvh").read()
cut = ["Bip01"] * 3
for module, tree in (("bvh", bvh.Bvh(text)), ("bvhtoolbox", bvhtoolbox.BvhTree(text))):
    names = tree.get_joints_names()
    offsets = [tree.joint_offset(name) for name in names]
    turns = [tree.frame_joint_channel(0, name, "Zrotation") for name in names]
    print(module, names, offsets, turns)
    assert names == cut and offsets == [(0, 0, 0)] * 3 and turns == [0, 0, 0]
names = [joint.Name for joint, *_ in bvhio.readAsHierarchy("biped.bvh").layout()]
print("bvhio", names)
assert names == cut
motion = BVH()
motion.load("biped.bvh")
names = motion.data["names"].tolist()
print("upc-pymotion", names)
assert names == cut
PYTHON
echo "as described"
