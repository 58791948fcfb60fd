#include "core/models/prediction.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/file_names.h"
#include "core/base/fingerprint.h"
#include "core/base/input_file.h"
#include "core/camera/lens.h"
#include "core/files/npz.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"
#include "core/project/project_places.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double most_frames = 1e12;

std::vector<float> in_single_precision(const std::vector<double>& values) {
  std::vector<float> floats(values.size());
  std::ranges::transform(values, floats.begin(), [](double value) { return static_cast<float>(value); });
  return floats;
}

/// Arrays of a prediction file, checked against the shapes they must have.
class PredictionArrays {
 public:
  explicit PredictionArrays(const fs::path& file) : file_(file), npz_(file) {}

  bool has(const std::string& name) const { return npz_.has(name); }

  std::vector<double> numbers(const std::string& name, const std::vector<std::uint64_t>& shape) const {
    NumberArray array = npz_.numbers(name);
    if (array.shape != shape)
      throw FormatError(file_, name, fmt::format("shape {}", text_of(shape)), text_of(array.shape));
    return std::move(array.values);
  }

  std::vector<float> floats(const std::string& name, const std::vector<std::uint64_t>& shape) const {
    return in_single_precision(numbers(name, shape));
  }

  double number(const std::string& name) const { return numbers(name, {1}).front(); }

  std::int64_t whole(const std::string& name, double most) const {
    const double value = number(name);
    if (!(value >= 0 && value <= most) || value != std::floor(value))
      throw FormatError(file_, name, fmt::format("a whole number up to {}", most), fmt::format("{}", value));
    return static_cast<std::int64_t>(value);
  }

  /// (any number, columns)
  std::vector<double> rows(const std::string& name, std::uint64_t columns) const {
    NumberArray array = npz_.numbers(name);
    if (array.shape.size() != 2 || array.shape[1] != columns)
      throw FormatError(file_, name, fmt::format("shape (any, {})", columns), text_of(array.shape));
    return std::move(array.values);
  }

  std::string text(const std::string& name) const {
    TextArray array = npz_.strings(name);
    if (array.values.size() != 1)
      throw FormatError(file_, name, "one text", fmt::format("{}", array.values.size()));
    return std::move(array.values.front());
  }

  /// (frames, 15, 3): how many frames there are, they say.
  std::vector<float> poses() const {
    const NumberArray poses = npz_.numbers("poses");
    if (poses.shape.size() != 3 || poses.shape[1] != joint_count || poses.shape[2] != 3)
      throw FormatError(file_, "poses", "shape (frames, 15, 3)", text_of(poses.shape));
    return in_single_precision(poses.values);
  }

 private:
  static std::string text_of(const std::vector<std::uint64_t>& shape) {
    return fmt::format("({})", fmt::join(shape, ", "));
  }

  const fs::path& file_;
  NpzReader npz_;
};

template <typename Matrix>
std::vector<double> row_major(const Matrix& matrix) {
  std::vector<double> values;
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) values.push_back(matrix(row, column));
  }
  return values;
}

Eigen::Matrix3d matrix_of(const std::vector<double>& values) {
  return Eigen::Map<const Eigen::Matrix<double, 3, 3, Eigen::RowMajor>>(values.data());
}

void add_text(NpzWriter& npz, const std::string& name, const std::string& text) {
  npz.add(name, std::span<const std::string>(&text, 1));
}

/// A file's name need not be UTF-8, texts in a file must be: bytes that are none become '?'.
std::string utf8_name(const fs::path& path) {
  std::string text = path.string();
  if (!utf32_from_utf8(text))
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return text;
}

void add_camera(NpzWriter& npz, const Camera& camera) {
  add_text(npz, "camera_name", camera.name);
  const std::array<std::int64_t, 2> size{camera.width, camera.height};
  npz.add<std::int64_t>("camera_size", size, {2});
  npz.add<double>("camera_intrinsics", row_major(camera.intrinsics), {3, 3});
  add_text(npz, "camera_lens", std::string(name_of(camera.lens)));
  npz.add<double>("camera_distortion", camera.distortion, {camera.distortion.size()});
  npz.add<double>("camera_rotation", row_major(camera.rotation), {3, 3});
  npz.add<double>("camera_translation_mm", row_major(camera.translation_mm), {3});
}

/// Files of before there were fisheye lenses do not say.
LensModel lens_of(const PredictionArrays& arrays, const fs::path& file) {
  if (!arrays.has("camera_lens")) return LensModel::brown_conrady;
  const std::string name = arrays.text("camera_lens");
  const auto lens = lens_model_named(name);
  if (!lens) throw FormatError(file, "camera_lens", "brown_conrady or equidistant", printable(name));
  return *lens;
}

Camera read_camera(const PredictionArrays& arrays, const fs::path& file) {
  constexpr double most_pixels = 1 << 16;
  Camera camera;
  camera.name = arrays.text("camera_name");
  const std::vector<double> size = arrays.numbers("camera_size", {2});
  for (const double side : size) {
    if (!(side >= 0 && side <= most_pixels))
      throw FormatError(file, "camera_size", "pixels", fmt::format("{}", side));
  }
  camera.width = static_cast<int>(size[0]);
  camera.height = static_cast<int>(size[1]);
  camera.intrinsics = matrix_of(arrays.numbers("camera_intrinsics", {3, 3}));
  camera.lens = lens_of(arrays, file);
  std::ranges::copy(arrays.numbers("camera_distortion", {camera.distortion.size()}),
                    camera.distortion.begin());
  camera.rotation = matrix_of(arrays.numbers("camera_rotation", {3, 3}));
  camera.translation_mm = Eigen::Vector3d(arrays.numbers("camera_translation_mm", {3}).data());
  return camera;
}

constexpr std::uint64_t moment_numbers = 5;  ///< path, frame, centre x and y, side

void add_people(NpzWriter& npz, const Prediction& prediction) {
  if (!prediction.chosen) return;
  std::vector<double> moments;
  for (std::size_t path = 0; path < prediction.people.size(); ++path) {
    const auto& [frames, crops] = prediction.people[path];
    for (std::size_t i = 0; i < frames.size(); ++i) {
      moments.insert(moments.end(), {static_cast<double>(path), static_cast<double>(frames[i]),
                                     crops[i].centre_px.x(), crops[i].centre_px.y(), crops[i].side_px});
    }
  }
  const auto chosen = static_cast<double>(*prediction.chosen);
  npz.add<double>("people", moments, {moments.size() / moment_numbers, moment_numbers});
  npz.add<double>("chosen", std::span(&chosen, 1), {1});
}

std::vector<PersonPath> read_people(const PredictionArrays& arrays, const fs::path& file) {
  std::vector<PersonPath> people;
  const std::vector<double> rows = arrays.rows("people", moment_numbers);
  for (std::size_t i = 0; i < rows.size(); i += moment_numbers) {
    const bool begins = rows[i] == static_cast<double>(people.size());
    const bool goes_on = !people.empty() && rows[i] == static_cast<double>(people.size() - 1);
    if (!begins && !goes_on)
      throw FormatError(file, "people", "paths one after the other", fmt::format("path {}", rows[i]));
    if (begins) people.emplace_back();
    auto& [frames, crops] = people.back();
    const double earliest = frames.empty() ? 0 : static_cast<double>(frames.back()) + 1;
    if (!(rows[i + 1] >= earliest && rows[i + 1] < most_frames))
      throw FormatError(file, "people", "frames in ascending order", fmt::format("{}", rows[i + 1]));
    const Crop crop{{rows[i + 2], rows[i + 3]}, rows[i + 4]};
    if (!crop.centre_px.allFinite() || !(crop.side_px > 0) || !std::isfinite(crop.side_px))
      throw FormatError(file, "people", "squares of the picture", fmt::format("side {}", crop.side_px));
    frames.push_back(static_cast<std::int64_t>(rows[i + 1]));
    crops.push_back(crop);
  }
  return people;
}

/// What only predictions from landmarks have.
void read_found(const PredictionArrays& arrays, const fs::path& file, Prediction& prediction) {
  if (arrays.has("people")) {
    prediction.people = read_people(arrays, file);
    if (prediction.people.empty()) throw FormatError(file, "people", "somebody", "nobody");
    prediction.chosen = arrays.whole("chosen", static_cast<double>(prediction.people.size() - 1));
  }
  if (arrays.has("exchanged")) {
    const auto frames = static_cast<std::uint64_t>(prediction.frames());
    for (const double value : arrays.numbers("exchanged", {frames}))
      prediction.exchanged.push_back(value != 0 ? 1 : 0);
  }
  if (arrays.has("film_traits"))
    std::ranges::copy(arrays.numbers("film_traits", {film_trait_count}), prediction.traits.emplace().begin());
}

/// A name for a video's predictions that no other video of the project has: two folders may hold a cam01.mp4.
/// It is made from the path relative to the project where the video is inside it, so a project can move.
std::string file_name_of(const fs::path& project_folder, const fs::path& video) {
  const fs::path project = fs::weakly_canonical(fs::absolute(project_folder));
  const fs::path place = fs::weakly_canonical(fs::absolute(video));
  const fs::path inside = place.lexically_relative(project);
  const bool is_inside = !inside.empty() && *inside.begin() != "..";
  const std::string digits = Fingerprint().add((is_inside ? inside : place).generic_string()).digits();
  const std::string ending = fmt::format("-{}.npz", digits.substr(0, 8));
  return safe_file_name(place.stem().string(), 255 - ending.size()) + ending;
}

}  // namespace

std::optional<Crop> crop_of(const PersonPath& path, std::int64_t frame, std::int64_t longest) {
  const auto after = std::ranges::lower_bound(path.frames, frame);
  if (after == path.frames.end()) return std::nullopt;
  const auto at = static_cast<std::size_t>(after - path.frames.begin());
  if (*after == frame) return path.crops[at];
  if (at == 0 || *after - path.frames[at - 1] > longest) return std::nullopt;
  const Crop& before = path.crops[at - 1];
  const Crop& behind = path.crops[at];
  const double share =
      static_cast<double>(frame - path.frames[at - 1]) / static_cast<double>(*after - path.frames[at - 1]);
  return Crop{(1 - share) * before.centre_px + share * behind.centre_px,
              (1 - share) * before.side_px + share * behind.side_px};
}

void write_prediction(const fs::path& file, const Prediction& prediction) {
  const auto frames = static_cast<std::uint64_t>(prediction.frames());
  std::vector<double> crops;
  for (const Crop& crop : prediction.crops)
    crops.insert(crops.end(), {crop.centre_px.x(), crop.centre_px.y(), crop.side_px});
  const double first = static_cast<double>(prediction.first);
  const double assumed = prediction.camera_assumed ? 1 : 0;

  NpzWriter npz(file);
  npz.add<float>("poses", prediction.poses_mm, {frames, joint_count, 3});
  npz.add<double>("fps", std::span(&prediction.frames_per_second, 1), {1});
  npz.add("joints", std::vector<std::string>(joint_names().begin(), joint_names().end()));
  npz.add<float>("confidences", prediction.confidences, {frames, joint_count});
  if (!prediction.pixels.empty()) npz.add<float>("pixels", prediction.pixels, {frames, joint_count, 2});
  npz.add<double>("crops", crops, {frames, 3});
  npz.add<double>("first_frame", std::span(&first, 1), {1});
  add_text(npz, "video", utf8_name(prediction.video));
  add_text(npz, "model_fingerprint", prediction.model_fingerprint);
  add_text(npz, "model", prediction.model.to_json());
  npz.add<double>("camera_assumed", std::span(&assumed, 1), {1});
  add_camera(npz, prediction.camera);
  add_people(npz, prediction);
  if (!prediction.exchanged.empty()) npz.add<std::uint8_t>("exchanged", prediction.exchanged, {frames});
  if (prediction.traits) npz.add<double>("film_traits", *prediction.traits, {film_trait_count});
  npz.finish();
}

Prediction read_prediction(const fs::path& file) {
  const PredictionArrays arrays(file);
  Prediction prediction;
  prediction.poses_mm = arrays.poses();
  const auto frames = static_cast<std::uint64_t>(frames_of(prediction.poses_mm));
  prediction.frames_per_second = arrays.number("fps");
  prediction.confidences = arrays.floats("confidences", {frames, joint_count});
  if (arrays.has("pixels")) prediction.pixels = arrays.floats("pixels", {frames, joint_count, 2});
  const std::vector<double> crops = arrays.numbers("crops", {frames, 3});
  for (std::size_t i = 0; i < crops.size(); i += 3)
    prediction.crops.push_back({{crops[i], crops[i + 1]}, crops[i + 2]});
  prediction.first = arrays.whole("first_frame", most_frames);
  prediction.video = arrays.text("video");
  prediction.model_fingerprint = arrays.text("model_fingerprint");
  try {
    prediction.model = ModelDescription::from_json(arrays.text("model"));
  } catch (const FormatError&) {
    throw;
  } catch (const Error& error) {
    throw Error(fmt::format("{}: model: {}", file.string(), error.what()));
  }
  prediction.camera_assumed = arrays.whole("camera_assumed", 1) == 1;
  prediction.camera = read_camera(arrays, file);
  read_found(arrays, file, prediction);
  return prediction;
}

fs::path prediction_file(const fs::path& project_folder, const std::string& model_fingerprint,
                         const fs::path& video) {
  return ProjectPlaces(project_folder).predictions() / model_fingerprint /
         file_name_of(project_folder, video);
}

std::vector<fs::path> predictions_of(const fs::path& project_folder, const fs::path& video) {
  struct Found {
    fs::file_time_type written;
    fs::path file;
  };
  const std::string name = file_name_of(project_folder, video);
  std::vector<Found> found;
  std::error_code error;
  for (fs::directory_iterator model(ProjectPlaces(project_folder).predictions(), error), end;
       !error && model != end; model.increment(error)) {
    const fs::path file = model->path() / name;
    std::error_code not_there;
    if (model->is_symlink(not_there) || !kind_unless_own_file(file).empty()) continue;
    const fs::file_time_type written = fs::last_write_time(file, not_there);
    if (!not_there) found.push_back({written, file});
  }
  std::ranges::sort(found, [](const Found& a, const Found& b) {
    return a.written != b.written ? a.written > b.written : a.file < b.file;
  });
  std::vector<fs::path> files;
  for (Found& one : found) files.push_back(std::move(one.file));
  return files;
}

}  // namespace solopose
