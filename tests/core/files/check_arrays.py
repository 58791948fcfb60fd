"""Read back what the tests wrote, with numpy and h5py. usage: check_arrays.py FILE.npz | FILE.h5"""
import sys

import h5py
import numpy as np

path = sys.argv[1]
if path.endswith(".npz"):
    with np.load(path, allow_pickle=False) as z:
        assert sorted(z.files) == ["0", "empty", "names", "numbers", "streamed"], z.files
        assert z["numbers"].dtype == np.float32 and z["numbers"].shape == (2, 3) and z["numbers"][1, 2] == 5
        assert z["streamed"].dtype == np.float64 and np.array_equal(z["streamed"], np.arange(3000.0).reshape(1000, 3))
        assert z["0"].dtype == np.int64 and z["0"].tolist() == [-1, 2**40]
        assert z["names"].dtype.kind == "U" and z["names"].tolist() == ["a/b", "h\u00fcft\u20ac", ""]
        assert z["empty"].shape == (0, 15, 3)
else:
    with h5py.File(path) as f:
        assert f["clips/poses"].shape == (5, 2) and f["clips/poses"].dtype == np.float32
        assert np.array_equal(f["clips/poses"][:], np.arange(10).reshape(5, 2))
        assert [s.decode() for s in f["names"][:]] == ["walk", "h\u00fcft", ""]
        assert f.attrs["version"] == 3 and f.attrs["text"] == "h\u00fcft" and f.attrs["ratio"] == 0.25
        assert f["clips"].attrs["axes"].tolist() == [0, 0, 1] and f.attrs["empty"] == ""
