#!/bin/sh
# pupyC3D 0.1.3: in a C3D file whose points are stored as whole numbers, a negative coordinate comes out as a large positive one.
#
# Expected: with a scale of 0.1 mm, a marker at (100, -200, 300) mm is read as that; C3D's whole-number points are signed 16 bit words,
#           and negative ones are as usual as positive ones wherever the origin lies inside the room.
# Seen:     (100, 6353.6, 300), without a word: the word is taken as unsigned, so that 65536 times the scale is added. The residual of a
#           missing point, -1, becomes positive too, so that a gap cannot be told any more. ezc3d 1.7.2 reads the coordinates right and the
#           gap as missing.
# A person who crosses the origin jumps 6.5 m aside; the same take stored as floats is fine.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pupyC3D==0.1.3 c3d==0.6.0 ezc3d==1.7.2 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import c3d, ezc3d, numpy
from pupyC3D import C3DFile

none = numpy.zeros((0, 0), numpy.float32)
seen = numpy.array([[100, -200, 300, 0, 0], [-4, 5, -6, 0, 0]], numpy.float32)
gap = numpy.array([[100, -200, 300, 0, 0], [0, 0, 0, -1, 0]], numpy.float32)

def read(scale, name):
    writer = c3d.Writer(point_rate=100, point_scale=scale)
    writer.add_frames([(seen, none), (gap, none)])
    writer.set_point_labels(["A", "B"])
    with open(name, "wb") as file:
        writer.write(file)
    points = C3DFile(name).data["POINTS"]
    other = ezc3d.c3d(name)["data"]["points"]
    assert numpy.allclose(other[:3, :, 0].T, seen[:, :3], atol=1e-3) and numpy.isnan(other[0, 1, 1])
    return points["A"], points["B"]

a, b = read(0.1, "whole.c3d")
print("whole numbers, A at (100, -200, 300):", a[0, :3].round(3).tolist(), "B at (-4, 5, -6):", b[0, :3].round(3).tolist(),
      "B's residual when missing:", round(b[1, 3], 3))
assert numpy.allclose(a[0, :3], [100, 6353.6, 300], atol=1e-3)
assert numpy.allclose(b[0, :3], [6549.6, 5, 6547.6], atol=1e-3)
assert b[1, 3] > 0
a, b = read(-1, "float.c3d")
print("floats:", a[0, :3].tolist(), b[0, :3].tolist(), "B's residual when missing:", b[1, 3])
assert numpy.allclose(a[0, :3], [100, -200, 300]) and numpy.allclose(b[0, :3], [-4, 5, -6]) and b[1, 3] < 0
PYTHON
echo "as described"
