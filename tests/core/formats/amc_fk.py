#!/usr/bin/env python3
"""Forward kinematics of an ASF/AMC pair in numpy, written apart from the studio to check it.

usage: amc_fk.py FILE.asf FILE.amc OUT.json
OUT.json: {bone: [[x, y, z] of its end, a frame]}, the file's units and axes; "root" is where the root is.
"""
import json
import re
import sys

import numpy as np


def euler(degrees):
    """Turned about x, then y, then z, all standing still."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return z @ y @ x


def main(asf, amc, out):
    text = open(asf).read()
    bones = {}
    for part in re.findall(r"begin\s+id(.*?)\bend\b", text.split(":bonedata")[1].split(":hierarchy")[0], re.S):
        numbers = lambda key, n: np.array([float(v) for v in re.search(rf"\b{key}\s+(.*)", part)[1].split()[:n]])
        dof = re.search(r"\bdof\s+(.*)", part)
        bones[re.search(r"name\s+(\S+)", part)[1]] = {
            "offset": numbers("direction", 3) * numbers("length", 1), "axis": euler(numbers("axis", 3)),
            "dof": dof[1].split() if dof else []}
    parent = {}
    for line in text.split(":hierarchy")[1].strip().splitlines()[1:-1]:
        names = line.split()
        parent.update({child: names[0] for child in names[1:]})
    frames = re.split(r"^\d+\s*$", open(amc).read(), flags=re.M)[1:]
    result = {name: [] for name in ["root", *bones]}
    for frame in frames:
        values = {line.split()[0]: [float(v) for v in line.split()[1:]] for line in frame.strip().splitlines()}
        end, turned = {"root": np.array(values["root"][:3])}, {"root": euler(values["root"][3:])}

        def place(name):
            if name in end:
                return
            place(parent[name])
            bone, angles = bones[name], [0.0, 0.0, 0.0]
            for dof, value in zip(bone["dof"], values.get(name, [])):
                angles["xyz".index(dof[1])] = value
            turned[name] = turned[parent[name]] @ bone["axis"] @ euler(angles) @ bone["axis"].T
            end[name] = end[parent[name]] + turned[name] @ bone["offset"]

        for name in bones:
            place(name)
        for name in result:
            result[name].append(end[name].tolist())
    json.dump(result, open(out, "w"))


if __name__ == "__main__":
    main(*sys.argv[1:])
