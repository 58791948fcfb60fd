#!/bin/sh
# ezc3d 1.7.2 and c3d 0.6.0 hold the two bytes of a C3D point's fourth word in opposite order.
#
# Expected: a residual of 7 and a camera mask written by one come back from the other.
# Seen:     ezc3d writes residual 7, seen by cameras 1 and 3; c3d reads a residual of 5 (the mask, 1 + 4) and 7 cameras (the residual).
#           The other way round, c3d writes residual 2.5 with 2 cameras and ezc3d reads residual 2 (the
#           cameras) and camera 2 (the bit pattern of the residual). Coordinates agree.
# So a residual read from a C3D file means something only when one knows who wrote it; only its sign (missing) is safe.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install ezc3d==1.7.2 c3d==0.6.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import c3d, ezc3d, numpy

out = ezc3d.c3d()
out["parameters"]["POINT"]["RATE"]["value"] = [100.0]
out["parameters"]["POINT"]["LABELS"]["value"] = ["A", "B"]
points = numpy.ones((4, 2, 3))
out["data"]["points"] = points
out["data"]["meta_points"]["residuals"] = numpy.full((1, 2, 3), 7.0)
masks = numpy.zeros((7, 2, 3), bool)
masks[[0, 2]] = True
out["data"]["meta_points"]["camera_masks"] = masks
out.write("by_ezc3d.c3d")

own = ezc3d.c3d("by_ezc3d.c3d")["data"]
assert own["meta_points"]["residuals"][0, 0, 0] == 7 and own["meta_points"]["camera_masks"][:, 0, 0].tolist()[:3] == [True, False, True]
with open("by_ezc3d.c3d", "rb") as file:
    _, crossed, _ = next(c3d.Reader(file).read_frames())
print("ezc3d wrote residual 7, cameras 1 and 3; c3d reads residual", crossed[0, 3], "and", crossed[0, 4], "cameras")
assert numpy.allclose(crossed[0], [1, 1, 1, 5, 7])

writer = c3d.Writer(point_rate=100)
frame = numpy.array([[1, 2, 3, 2.5, 2], [4, 5, 6, 2.5, 2]], numpy.float32)
writer.add_frames([(frame, numpy.zeros((0, 0), numpy.float32))] * 3)
writer.set_point_labels(["A", "B"])
with open("by_c3d.c3d", "wb") as file:
    writer.write(file)
crossed = ezc3d.c3d("by_c3d.c3d")["data"]
residual = crossed["meta_points"]["residuals"][0, 0, 0]
cameras = [k + 1 for k in range(7) if crossed["meta_points"]["camera_masks"][k, 0, 0]]
print("c3d wrote residual 2.5, 2 cameras; ezc3d reads residual", residual, "and cameras", cameras)
assert numpy.allclose(crossed["points"][:3, 0, 0], [1, 2, 3])
assert residual == 2 and cameras == [2]
PYTHON
echo "as described"
