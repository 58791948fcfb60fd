#include "core/samples/crop_store.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <iterator>
#include <mutex>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/fingerprint.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/files/record_cache.h"
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

std::string key_of(const SampleSet& samples, std::uint32_t video, Resampling resampling, int stored_size) {
  Fingerprint print;
  const SampleVideo& shown = samples.videos()[video];
  add_file(print, shown);
  for (std::int64_t frame = 0; frame < shown.frames; ++frame) {
    const Crop crop = samples.crop(video, frame);
    print.add(crop.centre_px.x()).add(crop.centre_px.y()).add(crop.side_px);
  }
  return fmt::format("crops of {} at {} pixels by {}: {}", shown.stored_name, stored_size,
                     name_of(resampling), print.digits());
}

/// A decoder that fails this often in a row will not recover, and every failure costs a seek.
constexpr int most_failures_in_a_row = 20;

}  // namespace

struct CropStore::Files {
  Files(const SampleSet& set, const fs::path& folder, int size, Resampling how)
      : samples(set),
        resampling(how),
        image_size(size),
        stored_size(size + 2 * margin_px(size)),
        cache(folder, std::int64_t{3} * stored_size * stored_size),
        keys(set.videos().size()) {}

  const SampleSet& samples;
  Resampling resampling;
  int image_size;
  int stored_size;
  RecordCache cache;
  std::vector<std::string> keys;
  std::vector<RecordRow> rows;
  std::mutex mutex;  ///< of what follows
  std::string first_trouble;
  std::int64_t troubles = 0;

  using Frames = std::vector<std::int64_t>;
  std::vector<Frames> missing_of(const std::vector<SampleClip>& clips, std::int64_t& absent) const;
  bool read_picture(std::optional<VideoReader>& reader, std::uint32_t video, std::int64_t frame,
                    const JobContext& context, PicturePart& picture, std::string& first_failure) const;
  std::string decode(std::uint32_t video, const Frames& frames, const JobContext& context,
                     const std::function<void()>& one_done);

  Crop stored_crop(std::uint32_t video, std::int64_t frame) const {
    Crop crop = samples.crop(video, frame);
    crop.side_px *= static_cast<double>(stored_size) / image_size;
    return crop;
  }
};

CropStore::CropStore(const SampleSet& samples, const fs::path& cache_folder, int image_size,
                     Resampling resampling) {
  constexpr int largest = 4096;
  if (image_size < 8 || image_size > largest)
    throw Error(fmt::format("crops: image size: expected 8 to {} pixels, found {}", largest, image_size));
  const std::size_t videos = samples.videos().size();
  files_ = std::make_unique<Files>(samples, cache_folder, image_size, resampling);
  parallel_for(static_cast<std::int64_t>(videos), [&](std::int64_t video) {
    files_->keys[static_cast<std::size_t>(video)] =
        key_of(samples, static_cast<std::uint32_t>(video), resampling, files_->stored_size);
  });
  for (std::size_t video = 0; video < videos; ++video)
    files_->rows.push_back(files_->cache.row(files_->keys[video], samples.videos()[video].frames));
}

CropStore::~CropStore() = default;
CropStore::CropStore(CropStore&&) noexcept = default;

/// Per video the frames that clips cover and the store lacks, ascending; and how many it will never have.
std::vector<CropStore::Files::Frames> CropStore::Files::missing_of(const std::vector<SampleClip>& clips,
                                                                   std::int64_t& absent) const {
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
  std::atomic<std::int64_t> never = 0;
  parallel_for(static_cast<std::int64_t>(covered.size()), [&](std::int64_t index) {
    const auto v = static_cast<std::size_t>(index);
    for (std::size_t frame = 0; frame < covered[v].size(); ++frame) {
      const auto number = static_cast<std::int64_t>(frame);
      if (!covered[v][frame] || rows[v].lists(number)) continue;
      if (rows[v].is_absent(number)) {
        ++never;
      } else {
        missing[v].push_back(number);
      }
    }
  });
  absent = never;
  return missing;
}

bool CropStore::Files::read_picture(std::optional<VideoReader>& reader, std::uint32_t video,
                                    std::int64_t frame, const JobContext& context, PicturePart& picture,
                                    std::string& first_failure) const {
  try {
    if (!reader) {
      reader.emplace(samples.videos()[video].file, VideoReaderOptions{.cache_bytes = 0},
                     JobContext{.progress = {}, .stop = context.stop, .log = {}});
    }
    const PictureBox box =
        looked_at(stored_crop(video, frame), stored_size, resampling, reader->width(), reader->height());
    reader->read_part(frame, box, picture);
    return true;
  } catch (const Error& error) {
    if (first_failure.empty()) first_failure = error.what();
    return false;
  }
}

/// What could not be decoded, for people; empty when all could. Failures to write are not caught.
std::string CropStore::Files::decode(std::uint32_t video, const Frames& frames, const JobContext& context,
                                     const std::function<void()>& one_done) {
  std::string first_failure;
  std::int64_t failed = 0;
  int failures_in_a_row = 0;
  std::optional<VideoReader> reader;
  PicturePart picture;  // one memory for all
  for (const std::int64_t frame : frames) {
    if (failures_in_a_row < most_failures_in_a_row &&
        read_picture(reader, video, frame, context, picture, first_failure)) {
      rows[video].put(frame, cropped(picture, stored_crop(video, frame), stored_size, resampling).bytes);
      failures_in_a_row = 0;
    } else {
      // A gap in numbered pictures may be long, and costs nothing.
      if (!reader || reader->has_picture(frame)) ++failures_in_a_row;
      ++failed;
      if (reader) rows[video].put_absent(frame);  // a file that cannot be opened may be there next time
    }
    one_done();
  }
  if (failed == 0) return {};
  return fmt::format(
      "{}: {} of {} frames have no picture or cannot be decoded, and are left out; the first: {}",
      samples.videos()[video].file.string(), failed, frames.size(), first_failure);
}

void CropStore::fill(const std::vector<SampleClip>& clips, const JobContext& context) {
  std::int64_t absent = 0;
  const std::vector<Files::Frames> missing = files_->missing_of(clips, absent);
  if (absent > 0)
    context.note(fmt::format("crops: {} cannot be decoded, as an earlier run found, and {} left out",
                             counted(absent, "frame"), absent == 1 ? "is" : "are"));
  std::int64_t total = 0;
  for (const auto& frames : missing) total += static_cast<std::int64_t>(frames.size());
  if (total == 0) return;
  ProgressMeter meter(context, "frames", total);
  meter.begin("Cutting people out of videos");
  std::vector<std::string> notes(missing.size());
  parallel_for(static_cast<std::int64_t>(missing.size()), [&](std::int64_t index) {
    const auto video = static_cast<std::size_t>(index);
    if (missing[video].empty()) return;
    notes[video] = files_->decode(static_cast<std::uint32_t>(video), missing[video], context,
                                  [&meter] { meter.add(1); });
  });
  files_->cache.sync();
  for (const std::string& note : notes) {
    if (!note.empty()) context.note("crops: " + note);
  }
}

std::int64_t CropStore::lacking(const std::vector<SampleClip>& clips) const {
  std::int64_t absent = 0, total = 0;
  for (const auto& frames : files_->missing_of(clips, absent)) total += std::ssize(frames);
  return total;
}

void CropStore::ensure(std::uint32_t video, std::int64_t first, std::int64_t count) const {
  const RecordRow& row = files_->rows.at(video);
  Files::Frames missing;
  for (std::int64_t frame = std::max<std::int64_t>(first, 0); frame < std::min(first + count, row.frames());
       ++frame) {
    if (!row.lists(frame) && !row.is_absent(frame)) missing.push_back(frame);
  }
  if (missing.empty()) return;
  const std::string trouble = files_->decode(video, missing, {}, [] {});
  if (trouble.empty()) return;
  const std::scoped_lock lock(files_->mutex);
  if (files_->troubles++ == 0) files_->first_trouble = trouble;
}

std::string CropStore::trouble() {
  const std::scoped_lock lock(files_->mutex);
  const std::int64_t count = std::exchange(files_->troubles, 0);
  if (count < 2) return count == 0 ? std::string() : files_->first_trouble;
  return fmt::format("{}; {} more like this", files_->first_trouble, count - 1);
}

bool CropStore::has(std::uint32_t video, std::int64_t frame) const {
  return files_->rows.at(video).has(frame);
}

bool CropStore::lists(std::uint32_t video, std::int64_t frame) const {
  return files_->rows.at(video).lists(frame);
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
  return files_->rows.at(video).record(frame);
}

const SampleSet& CropStore::samples() const { return files_->samples; }
int CropStore::image_size() const { return files_->image_size; }
int CropStore::stored_size() const { return files_->stored_size; }
const std::string& CropStore::key(std::uint32_t video) const { return files_->keys.at(video); }

}  // namespace solopose
