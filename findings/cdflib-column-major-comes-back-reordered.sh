#!/bin/sh
# cdflib 1.3.16: an array written to a column-major CDF comes back in another order.
#
# Expected: varget(…) returns the array that write_var(…) was given, whatever the file's majority.
# Seen:     with Majority row_major it does. With column_major the array's bytes are written in C order as they are, but reading
#           takes them for Fortran order: [[0, 1, 2], [3, 4, 5]] comes back as [[0, 2, 4], [1, 3, 5]], the same shape, no warning.
#           The reader is right about the file; it is the writer that does not reorder. (Without the key the file is row-major,
#           though the writer's own documentation names column_major as the default.)
# A column-major test file for a CDF reader has to be written with the array reordered by hand.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install cdflib==1.3.16 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import numpy
from cdflib import CDF
from cdflib.cdfwrite import CDF as Writer

pose = numpy.arange(6, dtype=numpy.float32).reshape(1, 2, 3)  # one record of 2 x 3, as Human3.6M's Pose is one of N x 96

def written_and_read(majority):
    spec = {"Majority": majority} if majority else {}
    name = f"{majority}.cdf"
    file = Writer(name, cdf_spec=spec)
    file.write_var({"Variable": "Pose", "Data_Type": Writer.CDF_FLOAT, "Num_Elements": 1, "Rec_Vary": True,
                    "Dim_Sizes": [2, 3], "Compress": 0}, var_data=pose)
    file.close()
    back = CDF(name)
    print(majority, "->", back.cdf_info().Majority, back.varget("Pose").tolist())
    return back.varget("Pose"), back.cdf_info().Majority

rows, _ = written_and_read("row_major")
columns, _ = written_and_read("column_major")
_, default = written_and_read(None)
assert numpy.array_equal(rows, pose)
assert columns.shape == pose.shape and columns.tolist() == [[[0, 2, 4], [1, 3, 5]]]
assert default == "Row_major"
PYTHON
echo "as described"
