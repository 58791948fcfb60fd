#!/bin/sh
# sleap-io 0.9.5: a video's negative index gives its first picture.
#
# Expected: video[-1] is the last picture, as with arrays and lists, or an IndexError; video[len] does raise one.
# Seen:     with the OpenCV and the PyAV plugin alike, video[-1] and video[-30] are picture 0, without a word.
# A loop over the last frames of a film labels its beginning.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install sleap-io==0.9.5 av==18.1.0 opencv-python-headless==5.0.0.93
cd "$folder"
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import av, numpy
import sleap_io

film = av.open("film.mp4", "w")
stream = film.add_stream("libx264", rate=30)
stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
for n in range(40):  # picture n is a grey of value 20 + 5 n
    for packet in stream.encode(av.VideoFrame.from_ndarray(numpy.full((64, 64, 3), 20 + 5 * n, numpy.uint8), "rgb24")):
        film.mux(packet)
for packet in stream.encode():
    film.mux(packet)
film.close()

def number(picture):
    return round((float(numpy.mean(picture)) - 20) / 5)

for plugin in ("opencv", "pyav"):
    video = sleap_io.load_video("film.mp4", plugin=plugin)
    seen = {k: number(video[k]) for k in (0, 39, -1, -30)}
    print(plugin, len(video), "pictures; index -> picture:", seen)
    assert len(video) == 40 and seen == {0: 0, 39: 39, -1: 0, -30: 0}
    try:
        video[40]
        raise SystemExit("index 40 was answered")
    except IndexError:
        pass
PYTHON
echo "as described"
