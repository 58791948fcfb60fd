#!/bin/sh
# trimesh 5.2.0: an animated .glb that is read as a scene and written again has no animation, without a word.
#
# Expected: the animation kept, or a warning that it is not.
# Seen:     "animations" is there before and not after; nothing is said, with warnings as errors and logging switched on, either.
# A motion that goes through trimesh (to be scaled or turned, as is usual for meshes) arrives as one still pose.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install trimesh==5.2.0 numpy==1.26.2
cd "$folder"
"$folder/venv/bin/python" -W error - <<'PYTHON'
import io
import json
import logging
import struct

import numpy as np
import trimesh

said = io.StringIO()
logging.basicConfig(stream=said, level=logging.INFO)


def content(glb):
    return json.loads(glb[20 : 20 + struct.unpack("<I", glb[12:16])[0]])


# A triangle on a joint that moves by one metre within a second.
pieces = [
    np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]], "<f4").tobytes(),
    np.array([0, 1, 2, 0], "<u2").tobytes(),
    np.array([0, 1], "<f4").tobytes(),
    np.array([[0, 0, 0], [1, 0, 0]], "<f4").tobytes(),
]
starts = np.cumsum([0] + [len(piece) for piece in pieces]).tolist()
kinds = [(5126, 3, "VEC3"), (5123, 3, "SCALAR"), (5126, 2, "SCALAR"), (5126, 2, "VEC3")]
accessors = [{"bufferView": i, "componentType": c, "count": n, "type": t} for i, (c, n, t) in enumerate(kinds)]
accessors[0].update(min=[0, 0, 0], max=[1, 1, 0])
accessors[2].update(min=[0], max=[1])
document = json.dumps(
    {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "hips", "mesh": 0}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "indices": 1}]}],
        "accessors": accessors,
        "bufferViews": [
            {"buffer": 0, "byteOffset": start, "byteLength": len(piece)} for start, piece in zip(starts, pieces)
        ],
        "buffers": [{"byteLength": starts[-1]}],
        "animations": [
            {"channels": [{"sampler": 0, "target": {"node": 0, "path": "translation"}}], "samplers": [{"input": 2, "output": 3}]}
        ],
    }
).encode()
document += b" " * (-len(document) % 4)
binary = b"".join(pieces)
glb = struct.pack("<4sII", b"glTF", 2, 28 + len(document) + len(binary))
glb += struct.pack("<I4s", len(document), b"JSON") + document + struct.pack("<I4s", len(binary), b"BIN\0") + binary

again = trimesh.load_scene(io.BytesIO(glb), file_type="glb").export(file_type="glb")
print("before:", sorted(content(glb)), "after:", sorted(content(again)), "said:", repr(said.getvalue()))
assert "animations" in content(glb) and "animations" not in content(again) and said.getvalue() == ""
PYTHON
echo "as described"
