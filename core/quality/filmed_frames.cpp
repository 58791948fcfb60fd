#include "core/quality/filmed_frames.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/sequence_videos.h"
#include "core/video/frame_map.h"
#include "core/video/media_names.h"
#include "core/video/video_input.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct Length {
  std::int64_t frames = 0;  ///< 0 = not said
  double frames_per_second = 0;
};

Length length_of_pictures(const fs::path& folder) {
  Length length;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (is_picture_name(entry.path()) && !is_hidden_name(entry.path())) ++length.frames;
  }
  return length;
}

Length length_of_film(const fs::path& file, const JobContext& context) {
  const VideoInput input(file, context.stop);
  const AVStream& stream = input.stream();
  const double rate = stream.avg_frame_rate.den > 0 ? av_q2d(stream.avg_frame_rate) : 0;
  if (stream.nb_frames > 0) return {stream.nb_frames, rate};
  if (stream.duration <= 0 || rate <= 0) return {};
  return {std::llround(static_cast<double>(stream.duration) * av_q2d(stream.time_base) * rate), rate};
}

/// The first frame of the track that the video does not reach.
std::int64_t reached(const SequenceRecord& track, const Length& length) {
  const FrameMap map(track.frames_per_second, length.frames_per_second, length.frames);
  std::int64_t low = 0;
  for (std::int64_t high = track.frames; low < high;) {
    const std::int64_t middle = low + (high - low) / 2;
    if (map.reaches(middle))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

}  // namespace

std::optional<FilmedFrames> filmed_frames(const SequenceRecord& track, const fs::path& project_folder,
                                          const JobContext& context) {
  std::optional<FilmedFrames> shortest;
  for (const SequenceVideo& video : videos_of(track, project_folder)) {
    if (!video.is_there()) continue;
    try {
      const bool pictures = fs::is_directory(video.file);
      const Length length = pictures ? length_of_pictures(video.file) : length_of_film(video.file, context);
      if (length.frames <= 0) continue;
      const std::int64_t frames = reached(track, length);
      if (!shortest || frames < shortest->frames) shortest = {frames, video.stored_name};
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& failure) {
      context.note(track.name + ": " + failure.what());
    }
  }
  return shortest;
}

}  // namespace solopose
