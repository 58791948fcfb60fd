#!/bin/sh
# pyacclaim 0.0.1: the last frame of every AMC is left out.
#
# Expected: an AMC of three frames gives three.
# Seen:     two. A frame is kept when the next one's number is met, which the last frame has not. A file of one pose gives an empty list.
# A cycle cut to close on itself does not any more, and everything that pairs motion and film by frame is one short.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pyacclaim==0.0.1 numpy==2.4.6
cd "$folder"
cat > leg.asf <<'ASF'
:version 1.10
:name leg
:units
  mass 1.0
  length 1.0
  angle deg
:documentation
  a leg
:root
  order TX TY TZ RX RY RZ
  axis XYZ
  position 0 0 0
  orientation 0 0 0
:bonedata
  begin
    id 1
    name thigh
    direction 0 -1 0
    length 7
    axis 0 0 0 XYZ
    dof rx ry rz
    limits (-160.0 20.0)
           (-70.0 70.0)
           (-60.0 70.0)
  end
:hierarchy
  begin
    root thigh
  end
ASF
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from pyacclaim import loadAMC, loadASF

skeleton = loadASF("leg.asf", verbose=False)
for count in (3, 1):
    with open("leg.amc", "w") as file:
        file.write(":FULLY-SPECIFIED\n:DEGREES\n")
        for number in range(1, count + 1):
            file.write(f"{number}\nroot {number} 0 0 0 0 0\nthigh {10 * number} 0 0\n")
    found = [float(pose["root"][0]) for pose in loadAMC(skeleton, "leg.amc")]
    print(count, "frames in the file, read:", found)
    assert found == list(range(1, count))
PYTHON
echo "as described"
