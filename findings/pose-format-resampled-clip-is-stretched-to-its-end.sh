#!/bin/sh
# pose-format 0.15.0: interpolate(fps) stretches a clip so that its last pose is kept; its frames are not `fps` apart.
#
# Expected: one second at 60 Hz (61 poses), taken at 30 Hz, is every second pose.
# Seen:     30 poses that are 2.069 frames apart, the last is frame 60: they were taken at 29 Hz and are called 30. At 25 Hz, 25 poses
#           2.5 frames apart (24 Hz), and at 120 Hz, 122 poses 0.496 apart.
# Speeds of a one-second clip are 3 to 4 % too high, and it runs away from its video; the shorter a clip, the more.
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

for wanted, count, step in ((30, 30, 60 / 29), (25, 25, 60 / 24), (120, 122, 60 / 121)):
    body = resampled(61, 60, wanted)
    taken = numpy.ma.filled(body.data[:, 0, 0, 0], numpy.nan)
    print(f"60 Hz to {wanted} Hz: {len(taken)} poses, {taken[1]:.4f} frames apart instead of {60 / wanted:g}, the last is frame {taken[-1]:g}; called {body.fps} Hz")
    assert len(taken) == count and body.fps == wanted and taken[-1] == 60 and numpy.allclose(numpy.diff(taken), step)
PYTHON
echo "as described"
