#!/bin/sh
# movement 0.15.0 writes 3D poses into a SLEAP analysis file without a word; sleap-io 0.9.5 reads x and y of it without a word.
#
# Expected: one of the two says that the format has two dimensions, or the third comes through (movement itself reads it back).
# Seen:     movement's own reader gives (frames, 3, keypoints, individuals); sleap-io gives labels of two coordinates, equal to
#           x and y, no warning from either.
# Motion in metres that went from movement to SLEAP is a front view afterwards, whatever the axes were.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install movement==0.15.0 sleap-io==0.9.5 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import warnings
import numpy
import sleap_io
from movement.io import load_poses, save_poses

poses = numpy.random.default_rng(0).normal(size=(10, 3, 4, 2))
dataset = load_poses.from_numpy(position_array=poses, confidence_array=numpy.ones((10, 4, 2)), keypoint_names=list("wxyz"),
                                individual_names=["a", "b"], fps=30)
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    save_poses.to_sleap_analysis_file(dataset, "poses.analysis.h5")
    labels = sleap_io.load_file("poses.analysis.h5")
said = [str(w.message) for w in said if "dimension" in str(w.message).lower() or "3d" in str(w.message).lower()]
own = load_poses.from_sleap_file("poses.analysis.h5", fps=30).position.values
first = labels[0].instances[0].numpy()
print("written", poses.shape, "movement reads", own.shape, "sleap-io reads", first.shape, "per instance; said:", said)
assert own.shape == poses.shape and numpy.allclose(own, poses, atol=1e-5)
assert first.shape == (4, 2) and numpy.allclose(first, poses[0, :2, :, 0].T, atol=1e-5) and not said
PYTHON
echo "as described"
