#include "widgets/playback_panel/predict_job.h"

#include <chrono>

#include "core/base/error.h"
#include "widgets/playback_panel/playback_data.h"

namespace solopose {
namespace {

constexpr std::chrono::milliseconds between_pictures(250);

/// The gaps take what stands before them, the first gap what comes after it.
std::vector<Crop> without_gaps(const std::vector<std::optional<Crop>>& known) {
  std::optional<Crop> last;
  for (auto crop = known.begin(); crop != known.end() && !last; ++crop) last = *crop;
  if (!last) throw Error("no frame of the range has a true pose with a pelvis to place the person by");
  std::vector<Crop> crops;
  crops.reserve(known.size());
  for (const auto& crop : known) {
    if (crop) last = crop;
    crops.push_back(*last);
  }
  return crops;
}

std::filesystem::path features_folder(const std::filesystem::path& project_folder) {
  return project_folder.empty() ? project_folder : project_folder / "cache" / "features";
}

}  // namespace

std::vector<Crop> crops_of_truth(const PredictionOrder& order, double extent_mm) {
  const std::int64_t count = order.count < 0 ? order.video_frames - order.first : order.count;
  std::vector<std::optional<Crop>> known;
  for (std::int64_t i = 0; i < count; ++i) {
    std::optional<Crop> crop;
    if (order.truth && order.geometry.camera()) {
      const auto pose = PlaybackData::poseAt(*order.truth, order.map.track_frame(order.first + i));
      if (!pose.empty())
        crop = crop_of_pose(*order.geometry.camera(), order.geometry.inViewFrame(pose), extent_mm);
    }
    known.push_back(crop);
  }
  return without_gaps(known);
}

void run_prediction(const PredictionOrder& order, PredictionInbox& inbox, const JobContext& context) {
  PredictOptions options;
  options.model = order.model;
  options.video = order.video;
  options.first = order.first;
  options.count = order.count;
  options.camera = order.geometry.camera();
  options.cursor = order.cursor;
  options.cache_folder = features_folder(order.project_folder);
  if (order.person == PersonSource::drawn && order.drawn) options.crops = {*order.drawn};
  if (order.person == PersonSource::truth) {
    const ModelDescription model = read_model_description(order.model);
    options.crops = crops_of_truth(order, model.target.extent_mm);
  }
  using Clock = std::chrono::steady_clock;
  Clock::time_point last;
  const auto sink = [&](const Prediction& so_far, std::int64_t, std::int64_t) {
    if (Clock::now() - last < between_pictures) return;
    last = Clock::now();
    auto copy = std::make_shared<Prediction>(so_far);
    copy->video = order.video;
    inbox.post(std::move(copy));
  };
  auto whole = std::make_shared<Prediction>(predict(options, sink, context));
  whole->video = order.video;
  inbox.post(whole);
  if (order.project_folder.empty()) return;
  const auto file = prediction_file(order.project_folder, whole->model_fingerprint, order.video);
  std::filesystem::create_directories(file.parent_path());
  write_prediction(file, *whole);
}

}  // namespace solopose
