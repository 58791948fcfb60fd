"""Write the same array in the many ways numpy, scipy and h5py know, for the readers to agree with.

usage: make_arrays.py OUT_DIR
"""
import pathlib
import pickle
import sys

import h5py
import numpy as np
from scipy.io import savemat

out = pathlib.Path(sys.argv[1])
array = (0.5 * np.arange(2 * 3 * 5) - 3).reshape(2, 3, 5)
for protocol in (2, 3, 4, 5):
    value = {"c": array, "fortran": np.asfortranarray(array), "big": array.astype(">f4"), "half": array.astype("f2"),
             "ints": np.array([-5, 7], "i2"), "bools": np.array([True, False]), "scalar": np.float64(2.5), "integer": np.int32(-9),
             "list": [1, -1, 2**40, -2**40, 1.5, None, True, (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)], "text": "h\u00fcft\u20ac",
             "bytes": bytes(range(256)), "objects": np.array([{"a": 1}, None], dtype=object)}
    value["again"] = value["c"]
    (out / f"p{protocol}.pkl").write_bytes(pickle.dumps(value, protocol=protocol))

np.savez_compressed(out / "arrays.npz", c=array, fortran=np.asfortranarray(array), big=array.astype(">f8"), half=array.astype("f2"),
                    i1=np.array([-1, 1], "i1"), u8=np.array([2**63, 3], "u8"), bools=np.array([True, False]), zero=np.array(4.0),
                    none=np.zeros((0, 3)), texts=np.array(["left", "h\u00fcft\u20ac\U0001F9B4", ""]),
                    big_texts=np.array(["ab"], ">U5"))

for compress in (False, True):
    cell = np.empty((1, 3), object)
    cell[0, 0], cell[0, 1], cell[0, 2] = array[0], np.zeros((0, 0)), array[1].astype("f4")
    savemat(out / f"v5_{int(compress)}.mat", {"numbers": array[0], "small": np.uint8(3), "ints": np.arange(6, dtype="i2").reshape(2, 3),
                                              "cells": cell, "a_long_variable_name_indeed": np.float64(7)}, do_compression=compress)

with h5py.File(out / "arrays.h5", "w") as f:
    f["contiguous"] = array
    f["big"] = array.astype(">f4")
    f["ints"] = array.astype("i2")
    f.create_dataset("chunked", data=array, chunks=(1, 2, 2))
    f.create_dataset("filtered", data=array, chunks=(2, 2, 3), compression="gzip", shuffle=True, fletcher32=True)
    f.create_dataset("many_chunks", data=0.5 * np.arange(5000) - 3, chunks=(7,))
    f["text"] = "no number"
    f.attrs["variable"] = "h\u00fcft"
    for i in range(200):
        f[f"d{i:03}"] = float(i)
