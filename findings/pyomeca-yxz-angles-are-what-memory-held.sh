#!/bin/sh
# pyomeca 2026.0.2: angles taken in the sequence "yxz" are never computed; whatever the memory held is returned.
#
# Expected: the documentation's "valid values are all permutations of xyz", so that angles that made a rotation come back from it.
# Seen:     five of six permutations give 10, 5 and 2 degrees back. "yxz" gives an array that was never filled: 7 radians here, left by
#           arrays of sevens that were given up just before. No error, no warning; from_euler_angles itself does know "yxz".
# Joint angles of a whole study are noise, or the numbers of another trial, if its sequence is flexion about y first, then x.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install pyomeca==2026.0.2 ezc3d==1.7.2 numpy==2.4.6 scipy==1.17.1 xarray==2026.9.0
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import itertools, numpy
from pyomeca import Angles, Rototrans

true = numpy.radians(numpy.stack([numpy.linspace(first, first + 20, 40) for first in (10, 5, 2)])[:, None])
wrong = []
for sequence in map("".join, itertools.permutations("xyz")):
    turned = Rototrans.from_euler_angles(Angles(true), sequence)
    given_up = [numpy.full(true.shape, 7.0) for _ in range(12)]
    del given_up
    back = Angles.from_rototrans(turned, sequence).values
    print(sequence, "degrees in the first frame:", numpy.degrees(back[:, 0, 0]).round(3).tolist())
    if not numpy.allclose(back, true):
        wrong.append(sequence)
assert wrong == ["yxz"]
PYTHON
echo "as described"
