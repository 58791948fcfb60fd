#include "core/prediction/crop_features.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/base/folder_entries.h"
#include "core/models/picture_resampling.h"

namespace solopose {
namespace {

constexpr std::size_t batch_frames = 16;

std::string fingerprint_of_folder(const std::filesystem::path& folder) {
  Fingerprint fingerprint;
  std::error_code failure;
  for (const std::string& name : names_in(folder, failure)) {
    const std::filesystem::path file = folder / name;
    std::error_code gone;
    if (!std::filesystem::is_regular_file(file, gone)) continue;
    fingerprint.add(name);
    fingerprint.add(std::filesystem::file_size(file, gone));
    fingerprint.add(std::filesystem::last_write_time(file, gone).time_since_epoch().count());
  }
  if (failure) throw Error(fmt::format("{}: cannot be read: {}", folder.string(), failure.message()));
  return fingerprint.digits();
}

std::string encoder_name(const PoseModel& model) {
  const ModelDescription& description = model.description();
  if (description.network.encoder != EncoderKind::clip) return model.fingerprint();
  return clip_encoder_name(description.clip_weights, description.network.clip);
}

/// Names a video's crops.
std::string pictures_key(const std::string& video_fingerprint, Resampling resampling, std::int64_t first,
                         const std::vector<Crop>& crops) {
  Fingerprint fingerprint;
  fingerprint.add(video_fingerprint).add(name_of(resampling)).add(first);
  for (const Crop& crop : crops)
    fingerprint.add(crop.centre_px.x()).add(crop.centre_px.y()).add(crop.side_px);
  return "prediction " + fingerprint.digits();
}

}  // namespace

std::string fingerprint_of_video(const VideoReader& video, const JobContext& context) {
  const bool folder = std::filesystem::is_directory(video.path());
  return fmt::format(
      "{} {} x {}", folder ? fingerprint_of_folder(video.path()) : fingerprint_of_file(video.path(), context),
      video.width(), video.height());
}

std::vector<std::int64_t> frames_seen_for(const VideoReader& video, std::int64_t first, std::int64_t count) {
  std::vector<std::int64_t> there;
  for (std::int64_t frame = 0; frame < count; ++frame)
    if (video.has_picture(first + frame)) there.push_back(frame);
  if (there.empty())
    throw FormatError(video.path(), "prediction", "frames with a picture",
                      fmt::format("none in {} from {}", count, first));
  std::vector<std::int64_t> seen;
  std::size_t nearest = 0;
  for (std::int64_t frame = 0; frame < count; ++frame) {
    while (nearest + 1 < there.size() && there[nearest + 1] - frame <= std::abs(frame - there[nearest]))
      ++nearest;
    seen.push_back(there[nearest]);
  }
  return seen;
}

CropFeatures::CropFeatures(PoseModel& model, VideoReader& video, std::int64_t first,
                           const std::vector<Crop>& crops, const KeptFeatures& kept,
                           const JobContext& context)
    : model_(model), video_(video), first_(first), crops_(crops), context_(context) {
  if (kept.folder.empty()) return;
  cache_.emplace(kept.folder, encoder_name(model), model.feature_size(), FeaturePrecision::single);
  row_ = cache_->row(
      pictures_key(kept.video_fingerprint, resampling_of(model.description().network), first, crops),
      std::ssize(crops));
}

bool CropFeatures::load_kept(std::int64_t frame) {
  if (loaded_.contains(frame)) return true;
  if (!row_ || !row_->has(frame)) return false;
  std::vector<float>& features = loaded_[frame];
  features.resize(static_cast<std::size_t>(model_.feature_size()));
  row_->load(frame, features);
  return true;
}

void CropFeatures::encode(const std::vector<std::int64_t>& frames) {
  const auto keep_going = [this] { return !context_.stop.stop_requested(); };
  const int size = model_.description().network.image_size();
  std::vector<Image> crops;
  for (const std::int64_t frame : frames) {
    context_.throw_if_stopped();
    const Image picture = video_.frame(first_ + frame, PixelLayout::rgb24, keep_going);
    crops.push_back(cropped(picture, crops_[static_cast<std::size_t>(frame)], size,
                            resampling_of(model_.description().network)));
  }
  const std::vector<float> all = model_.encode(crops);
  const auto numbers = static_cast<std::size_t>(model_.feature_size());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const std::span<const float> features = std::span(all).subspan(i * numbers, numbers);
    loaded_[frames[i]].assign(features.begin(), features.end());
    if (row_) row_->put(frames[i], features);
  }
  encoded_ += std::ssize(frames);
}

void CropFeatures::load(const std::vector<std::int64_t>& frames) {
  std::vector<std::int64_t> batch;
  for (const std::int64_t frame : frames) {
    if (load_kept(frame)) continue;
    batch.push_back(frame);
    if (batch.size() < batch_frames) continue;
    encode(batch);
    batch.clear();
  }
  if (!batch.empty()) encode(batch);
}

void CropFeatures::append(std::int64_t frame, std::vector<float>& features) const {
  const std::vector<float>& loaded = loaded_.at(frame);
  features.insert(features.end(), loaded.begin(), loaded.end());
}

void CropFeatures::sync() {
  if (cache_) cache_->sync();
}

}  // namespace solopose
