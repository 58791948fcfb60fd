#include "core/evaluation/pose_archive.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/formats/joint_names.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr double most_frames_per_second = 1e5;

}  // namespace

PoseArchive::PoseArchive(std::filesystem::path file) : file_(std::move(file)), archive_(file_) {
  single_ = archive_.has("poses");
  if (!single_ && !archive_.has("names")) {
    throw FormatError(file_, "poses", "an array \"poses\", or \"names\" and an array for each of them",
                      listed_names(archive_.names()));
  }
  read_joints();
  read_names();
  read_rates();
  read_texts("actions", &ArchivedSequence::action);
  read_texts("splits", &ArchivedSequence::split);
}

void PoseArchive::read_joints() {
  std::vector<std::string> names(joint_names().begin(), joint_names().end());
  if (archive_.has("joints")) names = archive_.strings("joints").values;
  std::set<Joint> seen;
  for (const std::string& name : names) {
    const auto joint = joint_named(name);
    if (!joint || !seen.insert(*joint).second) {
      throw FormatError(file_, "joints",
                        fmt::format("each of {} at most once", fmt::join(joint_names(), ", ")),
                        listed_names(names));
    }
    canonical_.push_back(solopose::index_of(*joint));
  }
  if (!seen.contains(Joint::pelvis)) {
    throw FormatError(file_, "joints", "the pelvis, which errors are relative to", listed_names(names));
  }
}

void PoseArchive::read_names() {
  if (single_) {
    sequences_.resize(1);
    return;
  }
  for (const std::string& name : archive_.strings("names").values) {
    if (!index_.emplace(name, sequences_.size()).second) {
      throw FormatError(file_, "names", "each name once", name + " twice");
    }
    sequences_.push_back({name, {}, {}, 0});
  }
  if (sequences_.empty()) throw FormatError(file_, "names", "at least one sequence", "none");
}

void PoseArchive::read_rates() {
  if (!archive_.has("fps")) return;
  const std::vector<double> rates = archive_.numbers("fps").values;
  if (rates.size() != 1 && rates.size() != sequences_.size()) {
    throw FormatError(file_, "fps", fmt::format("one number or {}", sequences_.size()),
                      fmt::format("{}", rates.size()));
  }
  for (std::size_t i = 0; i < sequences_.size(); ++i) {
    const double rate = rates[rates.size() == 1 ? 0 : i];
    if (!(rate >= 0 && rate < most_frames_per_second)) {
      throw FormatError(file_, "fps", "frames a second, 0 where unknown", fmt::format("{}", rate));
    }
    sequences_[i].frames_per_second = rate;
  }
}

void PoseArchive::read_texts(const std::string& array, std::string ArchivedSequence::*field) {
  if (!archive_.has(array)) return;
  std::vector<std::string> texts = archive_.strings(array).values;
  if (texts.size() != sequences_.size()) {
    throw FormatError(file_, array, fmt::format("{} texts", sequences_.size()),
                      fmt::format("{}", texts.size()));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) sequences_[i].*field = std::move(texts[i]);
}

std::int64_t PoseArchive::index_of(const std::string& name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? -1 : static_cast<std::int64_t>(found->second);
}

std::vector<float> PoseArchive::poses_mm(std::size_t index) const {
  const std::string member = single_ ? "poses" : std::to_string(index);
  const NumberArray array = archive_.numbers(member);
  const std::size_t joints = canonical_.size();
  if (array.shape.size() != 3 || array.shape[1] != joints || array.shape[2] != 3 || array.shape[0] == 0) {
    throw FormatError(file_, member, fmt::format("shape (frames, {}, 3) with at least one frame", joints),
                      fmt::format("({})", fmt::join(array.shape, ", ")));
  }
  const auto frames = static_cast<std::size_t>(array.shape[0]);
  std::vector<float> poses(frames * pose_floats, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t frame = 0; frame < frames; ++frame) {
    for (std::size_t joint = 0; joint < joints; ++joint) {
      const double* from = array.values.data() + (frame * joints + joint) * 3;
      float* to = poses.data() + frame * pose_floats + canonical_[joint] * 3;
      std::transform(from, from + 3, to, [](double value) { return static_cast<float>(value); });
    }
  }
  return poses;
}

}  // namespace solopose
