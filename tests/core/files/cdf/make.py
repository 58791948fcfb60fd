#!/usr/bin/env python3
"""Writes the .cdf files beside this script. usage: make.py    needs cdflib 1.3 and numpy

Pose (1, 5, 96) of 0.5 i - 3, as Human3.6M has it, in every form that cdflib writes. cdflib writes an array's bytes as they are, also into a
column-major file: there the array has to be brought into that order by hand.
"""
import pathlib

import numpy
from cdflib.cdfwrite import CDF

HERE = pathlib.Path(__file__).parent
POSE = (0.5 * numpy.arange(5 * 96) - 3).reshape(1, 5, 96)


def write(name, majority="row_major", encoding=6, kind=CDF.CDF_FLOAT, compress=0, whole=0, variable="zVariable", pose=POSE):
    path = HERE / f"{name}.cdf"
    path.unlink(missing_ok=True)
    spec = {"Majority": majority, "Encoding": encoding, "Compressed": whole}
    if variable == "rVariable":
        spec["rDim_sizes"] = [5, 96]
    file = CDF(str(path), cdf_spec=spec)
    data = pose.astype({CDF.CDF_FLOAT: "f4", CDF.CDF_DOUBLE: "f8", CDF.CDF_INT2: "i2"}[kind])
    if majority == "column_major":
        data = numpy.ascontiguousarray(data.transpose(0, 2, 1)).reshape(data.shape)
    var = {"Variable": "Pose", "Data_Type": kind, "Num_Elements": 1, "Rec_Vary": True, "Var_Type": variable, "Compress": compress}
    if variable == "rVariable":
        var["Dim_Vary"] = [True, True]
    else:
        var["Dim_Sizes"] = list(data.shape[1:])
    file.write_var(var, var_data=data)
    file.write_var({"Variable": "Name", "Data_Type": CDF.CDF_CHAR, "Num_Elements": 4, "Rec_Vary": True, "Dim_Sizes": []}, var_data=["Walk"])
    file.close()


write("row")
write("column", majority="column_major")
write("network", encoding=1, kind=CDF.CDF_DOUBLE)
write("gzip", compress=6, majority="column_major", kind=CDF.CDF_DOUBLE)
write("gzip_network", compress=6, encoding=1)
write("whole", whole=6)
write("whole_column", whole=6, majority="column_major", encoding=1)
write("r_variable", variable="rVariable")
write("integers", kind=CDF.CDF_INT2, pose=2 * POSE)
write("records", pose=POSE.reshape(5, 96), compress=5)
