#!/usr/bin/env python3
"""Forward kinematics of a BVH file in numpy, written apart from the studio to check it.

usage: bvh_fk.py FILE.bvh OUT.f64 OUT.txt
OUT.f64: float64 (frames, joints, 3), the file's units and axes; OUT.txt: a joint name a line, End Sites as PARENT_end.
"""
import sys

import numpy as np


def rotations(axis, degrees):
    c, s, o, i = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees)), np.zeros(len(degrees)), np.ones(len(degrees))
    rows = {"X": [[i, o, o], [o, c, -s], [o, s, c]],
            "Y": [[c, o, s], [o, i, o], [-s, o, c]],
            "Z": [[c, -s, o], [s, c, o], [o, o, i]]}[axis]
    return np.moveaxis(np.array(rows), 2, 0)


def main(path, out, out_names):
    head, _, motion = open(path).read().partition("MOTION")
    lines = motion.strip().splitlines()
    rows = np.array([[float(v) for v in line.split()] for line in lines[2:] if line.strip()])
    words = head.split()
    names, global_r, global_t, stack, column, k, pending = [], {}, {}, [], 0, 0, None
    while k < len(words):
        word = words[k]
        if word in ("ROOT", "JOINT"):
            pending, k = words[k + 1], k + 2
        elif word == "End":
            pending, k = names[stack[-1]] + "_end", k + 2
        elif word == "{":
            parent = stack[-1] if stack else None
            stack.append(len(names))
            names.append(pending)
            offset = np.array([float(v) for v in words[k + 2:k + 5]])
            k += 5
            local_t, local_r = np.tile(offset, (len(rows), 1)), np.tile(np.eye(3), (len(rows), 1, 1))
            if words[k] == "CHANNELS":
                count = int(words[k + 1])
                for channel in words[k + 2:k + 2 + count]:
                    values = rows[:, column]
                    column += 1
                    if channel.endswith("position"):
                        local_t[:, "XYZ".index(channel[0])] = values
                    else:
                        local_r = local_r @ rotations(channel[0], values)
                k += 2 + count
            me = stack[-1]
            if parent is None:
                global_t[me], global_r[me] = local_t, local_r
            else:
                global_t[me] = global_t[parent] + np.einsum("fij,fj->fi", global_r[parent], local_t)
                global_r[me] = global_r[parent] @ local_r
        elif word == "}":
            stack.pop()
            k += 1
        else:
            k += 1
    positions = np.stack([global_t[j] for j in range(len(names))], 1)
    positions.astype("<f8").tofile(out)
    open(out_names, "w").write("\n".join(names) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
