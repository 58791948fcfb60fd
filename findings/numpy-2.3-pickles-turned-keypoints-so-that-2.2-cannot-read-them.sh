#!/bin/sh
# NumPy 2.3.5 and 2.2.6: keypoints whose axes were exchanged (views first, say, for a triangulation) and that are then pickled in protocol 5,
# the form of AIST++'s files, are written by 2.3 in a form that 2.2 cannot read; a copy of the same array is fine.
#
# Expected: a pickle of a plain float array of one 2.x opens in another, or the newer one says that it will not.
# Seen:     2.3 pickles it with an order "K" and the axes as a fifth argument of numpy._core.numeric._frombuffer; 2.2 stops with
#           "TypeError: _frombuffer() takes 4 positional arguments but 5 were given". In protocol 4, or after .copy(), both read it.
# Whoever writes a dataset's keypoints with 2.3 or newer and swaps axes on the way shuts everybody with an older NumPy out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/2.3.5"
python3 -m venv "$folder/2.2.6"
"$folder/2.3.5/bin/pip" -q install numpy==2.3.5
"$folder/2.2.6/bin/pip" -q install numpy==2.2.6
cd "$folder"
2.3.5/bin/python - <<'PYTHON'
import pickle

import numpy

views = numpy.arange(9 * 4 * 17 * 2, dtype=numpy.float32).reshape(9, 4, 17, 2)
frames_first = numpy.swapaxes(views, 0, 1)
for name, array, protocol in (("turned", frames_first, 5), ("older", frames_first, 4), ("copied", frames_first.copy(), 5)):
    with open(name + ".pkl", "wb") as file:
        pickle.dump({"keypoints2d": array}, file, protocol=protocol)
PYTHON
2.2.6/bin/python - <<'PYTHON'
import pickle

def read(name):
    try:
        with open(name + ".pkl", "rb") as file:
            return str(pickle.load(file)["keypoints2d"].shape)
    except TypeError as error:
        return str(error)

for name, seen in (("turned", "_frombuffer() takes 4 positional arguments but 5 were given"), ("older", "(4, 9, 17, 2)"),
                   ("copied", "(4, 9, 17, 2)")):
    print(f"written by 2.3.5, {name}, read by 2.2.6: {read(name)}")
    assert read(name) == seen, name
PYTHON
echo "as described"
