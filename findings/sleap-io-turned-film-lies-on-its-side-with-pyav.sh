#!/bin/sh
# sleap-io 0.9.5 turns a film upright with its OpenCV and FFMPEG plugins, and not with PyAV, which it takes by itself for AV1.
#
# Expected: a film that a phone took upright (stored lying, with a note to turn it by 90 degrees) has the same pictures in all three
#           plugins, or sleap-io says that one of them does not turn.
# Seen:     opencv and FFMPEG give 160 x 96 pictures with the red edge at the bottom, pyav gives 96 x 160 with it on the left. Without a
#           plugin named, an H.264 film stands and the same film in AV1 lies, since sleap-io reads AV1 with PyAV wherever that is installed.
#           No word, but for imageio-ffmpeg's remark that a size differs, where the picture is right.
# Labels made on one machine lie beside the person on another one, or on the same one after the film was encoded anew: (x, y) of the
# lying picture is (y, 159 - x) of the upright one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install sleap-io==0.9.5 av==18.1.0 opencv-python-headless==5.0.0.93 imageio-ffmpeg==0.8.1 numpy==2.4.6
cd "$folder"
SVT_LOG=1 "$folder/venv/bin/python" -W ignore - <<'PYTHON'
import subprocess
import av, imageio_ffmpeg, numpy
import sleap_io

def phone_film(codec, name):
    film = av.open("lying.mp4", "w")
    stream = film.add_stream(codec, rate=30)
    stream.width, stream.height, stream.pix_fmt = 160, 96, "yuv420p"
    picture = numpy.zeros((96, 160, 3), numpy.uint8)
    picture[:, :40, 0] = 255
    for _ in range(10):
        for packet in stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")):
            film.mux(packet)
    for packet in stream.encode():
        film.mux(packet)
    film.close()
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-display_rotation", "90", "-i", "lying.mp4", "-c", "copy", name]
    subprocess.run(command, check=True)

def seen(name, plugin=None):
    video = sleap_io.load_video(name, plugin=plugin) if plugin else sleap_io.load_video(name)
    picture = video[5]
    rows, columns = numpy.nonzero(picture[..., 0] > 127)
    edge = "bottom" if rows.min() > 100 else "left" if columns.max() < 60 else "elsewhere"
    print(name, "asked for:", plugin, "read by:", video.backend.plugin, "picture:", picture.shape[:2], "red edge:", edge)
    return picture.shape[:2], edge

phone_film("libx264", "h264.mp4")
phone_film("libsvtav1", "av1.mp4")
assert seen("h264.mp4", "opencv") == seen("h264.mp4", "FFMPEG") == ((160, 96), "bottom")
assert seen("h264.mp4", "pyav") == ((96, 160), "left")
assert seen("h264.mp4") == ((160, 96), "bottom")
assert seen("av1.mp4") == ((96, 160), "left")
PYTHON
echo "as described"
