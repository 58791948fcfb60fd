#include "core/evaluation/comparison.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <Eigen/Core>

#include "core/base/error.h"
#include "core/base/frame_rate.h"
#include "core/evaluation/pose_archive.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// dataset/subject/take/view, with the camera behind it where several show it; a name of another form tells
/// no dataset.
std::string dataset_of(const std::string& name) {
  return std::ranges::count(name, '/') >= 3 ? name.substr(0, name.find('/')) : std::string();
}

std::string shown(const std::string& name) { return name.empty() ? "poses" : name; }

/// A method that is silent where it is hard must not look better for it: a joint that one prediction lacks is
/// left out of all.
void keep_common_joints(std::vector<std::vector<float>>& predictions_mm) {
  constexpr float missing = std::numeric_limits<float>::quiet_NaN();
  const auto lacks = [](const std::vector<float>& poses, std::size_t at) {
    return !(std::isfinite(poses[at]) && std::isfinite(poses[at + 1]) && std::isfinite(poses[at + 2]));
  };
  for (std::size_t at = 0; at < predictions_mm.front().size(); at += 3) {
    const bool wanting =
        std::ranges::any_of(predictions_mm, [&](const auto& poses) { return lacks(poses, at); });
    if (!wanting) continue;
    for (auto& poses : predictions_mm)
      std::fill_n(poses.begin() + static_cast<std::ptrdiff_t>(at), 3, missing);
  }
}

/// How many times as large as the true bodies the predicted ones are, each measured from its pelvis: the
/// median over frames. NaN where none can be measured. Both rows of `row` floats, the root's first.
double relative_size(const std::vector<float>& truth_mm, const std::vector<float>& prediction_mm,
                     std::size_t row) {
  std::vector<double> sizes;
  for (std::size_t frame = 0; frame < truth_mm.size(); frame += row) {
    double expected = 0;
    double found = 0;
    for (std::size_t joint = frame; joint < frame + row; joint += 3) {
      const auto reach = [&](const std::vector<float>& poses) {
        return (Eigen::Map<const Eigen::Vector3f>(poses.data() + joint) -
                Eigen::Map<const Eigen::Vector3f>(poses.data() + frame))
            .cast<double>()
            .squaredNorm();
      };
      if (!std::isfinite(reach(truth_mm)) || !std::isfinite(reach(prediction_mm))) continue;
      expected += reach(truth_mm);
      found += reach(prediction_mm);
    }
    if (expected > 0 && found > 0) sizes.push_back(std::sqrt(found / expected));
  }
  if (sizes.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = sizes.begin() + std::ssize(sizes) / 2;
  std::ranges::nth_element(sizes, middle);
  return *middle;
}

/// Poses of the frames alone in which the truth has its root, moved to the places of those frames; as they
/// are when they are not as many. Both in rows of `row` floats, the root's first.
std::vector<float> at_valid_frames(std::vector<float> poses_mm, const std::vector<float>& truth_mm,
                                   std::size_t row) {
  std::vector<std::size_t> valid;
  for (std::size_t frame = 0; frame < truth_mm.size(); frame += row)
    if (std::isfinite(truth_mm[frame])) valid.push_back(frame);
  if (valid.size() * row != poses_mm.size()) return poses_mm;
  std::vector<float> all(truth_mm.size(), std::numeric_limits<float>::quiet_NaN());
  for (std::size_t i = 0; i < valid.size(); ++i) {
    std::copy_n(poses_mm.begin() + static_cast<std::ptrdiff_t>(i * row), row,
                all.begin() + static_cast<std::ptrdiff_t>(valid[i]));
  }
  return all;
}

/// A truth and the predictions for it, matched.
class Contest {
 public:
  Contest(const fs::path& truth, const std::vector<fs::path>& predictions, const Protocol& protocol)
      : protocol_(protocol), truth_(truth) {
    if (predictions.empty()) throw Error("compare: no predictions; name at least one file beside the truth");
    for (const auto& file : predictions) {
      for (const PoseArchive& other : predictions_) {
        if (other.file().stem() != file.stem()) continue;
        throw Error(fmt::format("compare: {} and {}: the files' names tell the methods apart; rename one",
                                other.file().string(), file.string()));
      }
      predictions_.emplace_back(file);
    }
    take_conditions();
  }

  Comparison run(const JobContext& context) {
    Comparison result;
    const std::vector<std::size_t> common = common_sequences(result.left_out);
    if (common.empty()) throw nothing_in_common();
    result.protocol = protocol_;
    ScoreTable table(protocol_);
    Progress progress{"Comparing", 0, std::ssize(common), "sequences"};
    for (const std::size_t index : common) {
      context.throw_if_stopped();
      context.report(progress);
      compare_sequence(index, table, context);
      ++progress.done;
    }
    context.report(progress);
    result.sequences = std::ssize(common);
    result.rows = table.rows();
    result.action_rows = table.action_rows();
    return result;
  }

 private:
  /// Crops and frame are the table's when every file says the same.
  void take_conditions() {
    const PoseArchive& first = predictions_.front();
    const auto same = [&](auto text) {
      return std::ranges::all_of(predictions_, [&](const auto& file) {
        return std::invoke(text, file) == std::invoke(text, first);
      });
    };
    if (same(&PoseArchive::crop_source))
      protocol_.crops = value_named<CropSource>(first.crop_source()).value_or(CropSource::unknown);
    if (same(&PoseArchive::frame) && !first.frame().empty()) protocol_.frame = first.frame();
  }

  /// The place of a sequence of the truth in a prediction; -1 when it is not there.
  std::int64_t match(const PoseArchive& prediction, std::size_t index) const {
    const std::string& name = truth_.sequences()[index].name;
    const bool alone = truth_.sequences().size() == 1 && prediction.sequences().size() == 1;
    const bool nameless = name.empty() || prediction.sequences().front().name.empty();
    return alone && nameless ? 0 : prediction.index_of(name);
  }

  std::vector<std::size_t> common_sequences(std::vector<std::string>& left_out) const {
    std::vector<std::size_t> common;
    const auto note = [&](const PoseArchive& archive, std::size_t index) {
      left_out.push_back(archive.file().string() + ": " + shown(archive.sequences()[index].name));
    };
    constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();
    std::vector<std::vector<std::size_t>> taken;  // by which sequence of the truth
    for (const auto& prediction : predictions_) taken.emplace_back(prediction.sequences().size(), nobody);
    for (std::size_t index = 0; index < truth_.sequences().size(); ++index) {
      std::vector<std::int64_t> places;
      for (const auto& prediction : predictions_) places.push_back(match(prediction, index));
      if (std::ranges::find(places, -1) != places.end()) {
        note(truth_, index);
        continue;
      }
      common.push_back(index);
      for (std::size_t p = 0; p < places.size(); ++p)
        take(predictions_[p], static_cast<std::size_t>(places[p]), index, taken[p]);
    }
    for (std::size_t p = 0; p < predictions_.size(); ++p) {
      for (std::size_t i = 0; i < taken[p].size(); ++i) {
        if (taken[p][i] == nobody) note(predictions_[p], i);
      }
    }
    std::ranges::sort(left_out);
    return common;
  }

  /// A published file's "S1" may fit sequences of several takes, of which it is one only. Parts of one
  /// sequence, split by split, are the same. @throws Error.
  void take(const PoseArchive& prediction, std::size_t place, std::size_t index,
            std::vector<std::size_t>& taken) const {
    const std::string& name = truth_.sequences()[index].name;
    if (taken[place] < truth_.sequences().size()) {
      const std::string& other = truth_.sequences()[taken[place]].name;
      if (name.starts_with(other + "/")) return;
      throw Error(fmt::format("compare: {}: {} may be {} or {} of {}; measure on fewer datasets or splits",
                              prediction.file().string(), shown(prediction.sequences()[place].name), other,
                              name, truth_.file().string()));
    }
    taken[place] = index;
  }

  Error nothing_in_common() const {
    const PoseArchive& prediction = predictions_.front();
    return Error(fmt::format("compare: no sequence is in every file: {} begins with \"{}\", {} with \"{}\"",
                             truth_.file().string(), shown(truth_.sequences().front().name),
                             prediction.file().string(), shown(prediction.sequences().front().name)));
  }

  void require_same_rate(const PoseArchive& prediction, const ArchivedSequence& truth,
                         const ArchivedSequence& predicted) const {
    const double expected = truth.frames_per_second;
    const double found = predicted.frames_per_second;
    if (expected == 0 || found == 0 || same_clock(found, expected)) return;
    throw FormatError(prediction.file(), shown(predicted.name) + " fps",
                      fmt::format("{} as in {}", expected, truth_.file().string()), fmt::format("{}", found));
  }

  std::vector<float> predicted_poses(const PoseArchive& prediction, const ArchivedSequence& truth,
                                     const std::vector<float>& truth_mm, std::size_t place) const {
    const ArchivedSequence& predicted = prediction.sequences()[place];
    require_same_rate(prediction, truth, predicted);
    std::vector<float> poses_mm = prediction.poses_mm(place, protocol_);
    if (prediction.valid_frames_only()) poses_mm = at_valid_frames(std::move(poses_mm), truth_mm, row());
    if (poses_mm.size() == truth_mm.size()) return poses_mm;
    throw FormatError(prediction.file(), shown(predicted.name),
                      fmt::format("{} frames as in {}{}", truth_mm.size() / row(), truth_.file().string(),
                                  prediction.valid_frames_only() ? ", or those with a true pose" : ""),
                      fmt::format("{}", poses_mm.size() / row()));
  }

  /// Metres are no error: N-MPJPE and P-MPJPE do not mind the scale. But MPJPE does. Said once a file.
  void say_odd_size(const PoseArchive& prediction, const std::vector<float>& truth_mm,
                    const std::vector<float>& prediction_mm, const JobContext& context) {
    constexpr double odd = 2;
    const double size = relative_size(truth_mm, prediction_mm, row());
    if (!(size > odd || size < 1 / odd) || !of_odd_size_.insert(prediction.file()).second) return;
    context.note(fmt::format(
        "compare: {}: its bodies are {:.3g} times as large as the true ones; poses are compared as "
        "millimetres, so MPJPE says little unless both files are in millimetres",
        prediction.file().string(), size));
  }

  void compare_sequence(std::size_t index, ScoreTable& table, const JobContext& context) {
    const ArchivedSequence& truth = truth_.sequences()[index];
    const std::vector<float> truth_mm = truth_.poses_mm(index, protocol_);
    std::vector<std::vector<float>> predictions_mm;
    std::string name = truth.name;
    for (const PoseArchive& prediction : predictions_) {
      context.throw_if_stopped();
      const auto place = static_cast<std::size_t>(match(prediction, index));
      predictions_mm.push_back(predicted_poses(prediction, truth, truth_mm, place));
      say_odd_size(prediction, truth_mm, predictions_mm.back(), context);
      if (name.empty()) name = prediction.sequences()[place].name;
    }
    keep_common_joints(predictions_mm);
    for (std::size_t p = 0; p < predictions_.size(); ++p) {
      ScoreSums sums(protocol_);
      sums.add(truth_mm, predictions_mm[p]);
      table.add(predictions_[p].file().stem().string(), {dataset_of(name), truth.split, truth.action}, sums);
    }
  }

  std::size_t row() const { return static_cast<std::size_t>(protocol_.row_floats()); }

  Protocol protocol_;
  PoseArchive truth_;
  std::vector<PoseArchive> predictions_;
  std::set<fs::path> of_odd_size_;
};

}  // namespace

Comparison compare_poses(const fs::path& truth, const std::vector<fs::path>& predictions,
                         const JobContext& context, const Protocol& protocol) {
  return Contest(truth, predictions, protocol).run(context);
}

}  // namespace solopose
