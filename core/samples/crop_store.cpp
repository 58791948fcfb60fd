#include "core/samples/crop_store.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/base/fingerprint.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/files/feature_cache.h"
#include "core/video/video_reader.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// A whole number of pixels on each side, so that the plain crop's pixels are some of the stored one's.
int margin_px(int image_size) { return (image_size + 4) / 8; }

/// What a file holds is not read to tell it from others: projects have terabytes of video.
void add_file(Fingerprint& print, const SampleVideo& video) {
  std::error_code unknown;
  const auto size = fs::is_directory(video.file, unknown) ? 0 : fs::file_size(video.file, unknown);
  const auto written = fs::last_write_time(video.file, unknown);
  print.add(video.stored_name).add(size).add(written.time_since_epoch().count());
}

std::string key_of(const SampleSet& samples, std::uint32_t video, int stored_size) {
  Fingerprint print;
  const SampleVideo& shown = samples.videos()[video];
  add_file(print, shown);
  for (std::int64_t frame = 0; frame < shown.frames; ++frame) {
    const Crop crop = samples.crop(video, frame);
    print.add(crop.centre_px.x()).add(crop.centre_px.y()).add(crop.side_px);
  }
  return fmt::format("crops of {} at {} pixels: {}", shown.stored_name, stored_size, print.digits());
}

/// A decoder that fails this often in a row will not recover, and every failure costs a seek.
constexpr int most_failures_in_a_row = 20;

}  // namespace

struct CropStore::Files {
  const SampleSet& samples;
  int image_size;
  int stored_size;
  std::vector<std::string> keys;
  std::vector<FeatureCache> caches;

  using Frames = std::vector<std::int64_t>;
  std::vector<Frames> missing_of(const std::vector<SampleClip>& clips) const;
  std::optional<Image> picture_of(std::optional<VideoReader>& reader, std::uint32_t video, std::int64_t frame,
                                  const JobContext& context, std::string& first_failure) const;
  std::string decode(std::uint32_t video, const Frames& frames, ProgressMeter& meter,
                     const JobContext& context);

  Crop stored_crop(std::uint32_t video, std::int64_t frame) const {
    Crop crop = samples.crop(video, frame);
    crop.side_px *= static_cast<double>(stored_size) / image_size;
    return crop;
  }
};

CropStore::CropStore(const SampleSet& samples, const fs::path& cache_folder, int image_size) {
  constexpr int largest = 4096;
  if (image_size < 8 || image_size > largest)
    throw Error(fmt::format("crops: image size: expected 8 to {} pixels, found {}", largest, image_size));
  const std::size_t videos = samples.videos().size();
  files_ = std::make_unique<Files>(Files{.samples = samples,
                                         .image_size = image_size,
                                         .stored_size = image_size + 2 * margin_px(image_size),
                                         .keys = std::vector<std::string>(videos),
                                         .caches = {}});
  parallel_for(static_cast<std::int64_t>(videos), [&](std::int64_t video) {
    files_->keys[static_cast<std::size_t>(video)] =
        key_of(samples, static_cast<std::uint32_t>(video), files_->stored_size);
  });
  const std::int64_t bytes = std::int64_t{3} * files_->stored_size * files_->stored_size;
  for (std::size_t video = 0; video < videos; ++video) {
    files_->caches.emplace_back(cache_folder, files_->keys[video], samples.videos()[video].frames, bytes);
  }
}

CropStore::~CropStore() = default;
CropStore::CropStore(CropStore&&) noexcept = default;

/// Per video the frames that clips cover and the store lacks, ascending.
std::vector<CropStore::Files::Frames> CropStore::Files::missing_of(
    const std::vector<SampleClip>& clips) const {
  std::vector<std::vector<bool>> covered(samples.videos().size());
  for (const SampleClip& clip : clips) {
    const std::int64_t frames = samples.videos()[clip.video].frames;
    auto& here = covered[clip.video];
    here.resize(static_cast<std::size_t>(frames));
    const auto end = std::min<std::int64_t>(clip.first_frame + samples.clip_length(), frames);
    for (std::int64_t frame = clip.first_frame; frame < end; ++frame)
      here[static_cast<std::size_t>(frame)] = true;
  }
  std::vector<Frames> missing(covered.size());
  parallel_for(static_cast<std::int64_t>(covered.size()), [&](std::int64_t index) {
    const auto v = static_cast<std::size_t>(index);
    for (std::size_t frame = 0; frame < covered[v].size(); ++frame) {
      const auto number = static_cast<std::int64_t>(frame);
      if (covered[v][frame] && !caches[v].has(number)) missing[v].push_back(number);
    }
  });
  return missing;
}

std::optional<Image> CropStore::Files::picture_of(std::optional<VideoReader>& reader, std::uint32_t video,
                                                  std::int64_t frame, const JobContext& context,
                                                  std::string& first_failure) const {
  try {
    if (!reader) {
      reader.emplace(samples.videos()[video].file, VideoReaderOptions{.cache_bytes = 0},
                     JobContext{.progress = {}, .stop = context.stop, .log = {}});
    }
    return reader->frame(frame);
  } catch (const Error& error) {
    if (first_failure.empty()) first_failure = error.what();
    return std::nullopt;
  }
}

/// What could not be decoded, for people; empty when all could. Failures to write are not caught.
std::string CropStore::Files::decode(std::uint32_t video, const Frames& frames, ProgressMeter& meter,
                                     const JobContext& context) {
  std::string first_failure;
  std::int64_t failed = 0;
  int failures_in_a_row = 0;
  std::optional<VideoReader> reader;
  for (const std::int64_t frame : frames) {
    const std::optional<Image> picture = failures_in_a_row < most_failures_in_a_row
                                             ? picture_of(reader, video, frame, context, first_failure)
                                             : std::nullopt;
    if (picture) {
      caches[video].put(frame, cropped(*picture, stored_crop(video, frame), stored_size).bytes);
      failures_in_a_row = 0;
    } else {
      // A gap in numbered pictures may be long, and costs nothing.
      if (!reader || reader->has_picture(frame)) ++failures_in_a_row;
      ++failed;
    }
    meter.add(1);
  }
  caches[video].sync();
  if (failed == 0) return {};
  return fmt::format(
      "{}: {} of {} frames have no picture or cannot be decoded, and are left out; the first: {}",
      samples.videos()[video].file.string(), failed, frames.size(), first_failure);
}

void CropStore::fill(const std::vector<SampleClip>& clips, const JobContext& context) {
  const std::vector<Files::Frames> missing = files_->missing_of(clips);
  std::int64_t total = 0;
  for (const auto& frames : missing) total += static_cast<std::int64_t>(frames.size());
  if (total == 0) return;
  ProgressMeter meter(context, "frames", total);
  meter.begin("Cutting people out of videos");
  std::vector<std::string> notes(missing.size());
  parallel_for(static_cast<std::int64_t>(missing.size()), [&](std::int64_t index) {
    const auto video = static_cast<std::size_t>(index);
    if (missing[video].empty()) return;
    notes[video] = files_->decode(static_cast<std::uint32_t>(video), missing[video], meter, context);
  });
  for (const std::string& note : notes) {
    if (!note.empty()) context.note("crops: " + note);
  }
}

bool CropStore::has(std::uint32_t video, std::int64_t frame) const {
  return files_->caches.at(video).has(frame);
}

std::int64_t CropStore::seen_in_place(std::uint32_t video, std::int64_t frame, std::int64_t first,
                                      std::int64_t count) const {
  for (std::int64_t away = 0; away < count; ++away) {
    for (const std::int64_t other : {frame - away, frame + away}) {
      if (other >= first && other < first + count && has(video, other)) return other;
    }
  }
  return frame;
}

std::span<const std::uint8_t> CropStore::stored(std::uint32_t video, std::int64_t frame) const {
  return files_->caches.at(video).record(frame);
}

const SampleSet& CropStore::samples() const { return files_->samples; }
int CropStore::image_size() const { return files_->image_size; }
int CropStore::stored_size() const { return files_->stored_size; }
const std::string& CropStore::key(std::uint32_t video) const { return files_->keys.at(video); }

}  // namespace solopose
