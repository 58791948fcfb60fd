#!/bin/sh
# pose-format 0.15.0: interpolate(fps) fills every gap of a joint, however long, and gives what it made up full confidence.
#
# Expected: a joint that was missing (confidence 0) for 41 of 121 frames is missing, or of low confidence, afterwards.
# Seen:     from 60 to 30 Hz no value is masked any more, and the confidence inside the gap is 1, as where the joint was seen.
# Whoever weighs or drops joints by confidence after a change of rate trains on straight lines.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pose-format==0.15.0 numpy==1.26.2 scipy==1.11.4
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import numpy
from pose_format import Pose, PoseHeader
from pose_format.numpy import NumPyPoseBody
from pose_format.pose_header import PoseHeaderComponent, PoseHeaderDimensions

def resampled(frames, rate, wanted, missing=slice(0, 0)):
    """Joint a stands at x = frame number, so that a resampled x says which frame it was taken from."""
    points = numpy.zeros((frames, 1, 2, 3))
    points[..., 0] = numpy.arange(frames)[:, None, None]
    confidence = numpy.ones((frames, 1, 2))
    confidence[missing, :, 1] = 0
    body = PoseHeaderComponent("body", ["a", "b"], [(0, 1)], [(255, 0, 0)], "XYZC")
    header = PoseHeader(version=0.2, dimensions=PoseHeaderDimensions(100, 100, 100), components=[body])
    return Pose(header, NumPyPoseBody(rate, points, confidence)).body.interpolate(wanted, kind="linear")

body = resampled(121, 60, 30, missing=slice(40, 81))
inside = slice(22, 39)  # well inside: frames 44 to 78 of the clip
print("masked values inside the gap:", int(numpy.ma.getmaskarray(body.data)[inside, 0, 1].sum()), "confidence there:", numpy.unique(numpy.asarray(body.confidence)[inside, 0, 1]))
assert not numpy.ma.getmaskarray(body.data)[inside, 0, 1].any()
assert numpy.allclose(numpy.asarray(body.confidence)[inside, 0, 1], 1)
PYTHON
echo "as described"
