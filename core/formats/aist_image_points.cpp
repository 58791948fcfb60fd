#include "core/formats/aist_image_points.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/pickle.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// Below it a detector of key points says that it does not see the joint.
constexpr float least_confidence = 0.3F;

/// x, y and confidence of every joint of every frame, camera by camera.
std::vector<float> detections(const fs::path& file, std::size_t cameras, std::size_t frames,
                              const JobContext& context) {
  const ByteBuffer bytes = bytes_of_file(file, context);
  const Pickle pickle(bytes, file, "pickle", context);
  const PickleValue* value = pickle.root().find("keypoints2d");
  const PickleArray* array = value == nullptr ? nullptr : value->array();
  const std::vector<std::uint64_t> expected = {cameras, frames, 17, 3};
  if (array == nullptr || !std::ranges::equal(array->header.shape, expected)) {
    throw FormatError(file, "keypoints2d", fmt::format("an array of shape ({}, {}, 17, 3)", cameras, frames),
                      value == nullptr ? "no such key" : value->kind());
  }
  std::vector<float> numbers;
  append_npy_floats(array->header, array->data, file, "keypoints2d", 1, numbers);
  return numbers;
}

ImagePoints labels_of(const Camera& camera, std::span<const float> detected) {
  ImagePoints labels{camera.name, {}};
  labels.points_px.reserve(detected.size() / 3 * 2);
  for (std::size_t i = 0; i < detected.size(); i += 3) {
    const bool seen = detected[i + 2] >= least_confidence;
    for (const std::size_t axis : {i, i + 1})
      labels.points_px.push_back(seen ? detected[axis] : std::numeric_limits<float>::quiet_NaN());
  }
  return labels;
}

}  // namespace

void add_aist_image_points(const fs::path& file, Sequence& track, const RemarkSink& remark,
                           const JobContext& context) {
  const fs::path labels = fs::absolute(file).parent_path().parent_path() / "keypoints2d" / file.filename();
  std::error_code ignored;
  if (track.cameras.empty() || !fs::exists(labels, ignored)) return;
  try {
    const std::vector<float> all =
        detections(labels, track.cameras.size(), static_cast<std::size_t>(track.frames()), context);
    const std::size_t per_camera = all.size() / track.cameras.size();
    for (std::size_t c = 0; c < track.cameras.size(); ++c)
      track.image_points.push_back(
          labels_of(track.cameras[c], std::span(all).subspan(c * per_camera, per_camera)));
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& failure) {
    remark(fmt::format("no 2D labels: {}", failure.what()));
  }
}

}  // namespace solopose
