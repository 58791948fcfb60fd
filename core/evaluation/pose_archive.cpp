#include "core/evaluation/pose_archive.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/formats/joint_names.h"
#include "core/skeleton/canonical.h"

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
  crop_source_ = text_of("crop_source");
  frame_ = text_of("frame");
}

std::string PoseArchive::text_of(const std::string& array) const {
  if (!archive_.has(array)) return {};
  const std::vector<std::string> texts = archive_.strings(array).values;
  if (texts.size() != 1) throw FormatError(file_, array, "one text", fmt::format("{}", texts.size()));
  return texts.front();
}

void PoseArchive::read_joints() {
  if (!archive_.has("joints")) return;
  joints_ = archive_.strings("joints").values;
  const auto& known = protocol_named("h36m-17").joints;
  std::set<std::string_view> seen;
  for (const std::string& name : joints_) {
    if (std::ranges::find(known, name) == known.end() || !seen.insert(name).second) {
      throw FormatError(file_, "joints", fmt::format("each of {} at most once", fmt::join(known, ", ")),
                        listed_names(joints_));
    }
  }
  if (!seen.contains(known.front())) {
    throw FormatError(file_, "joints", "the pelvis, which errors are relative to", listed_names(joints_));
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

std::vector<std::string> PoseArchive::joints_of(const std::vector<std::uint64_t>& shape) const {
  if (!joints_.empty()) return joints_;
  const auto& usual = usual_protocol().joints;
  const auto& human36m = protocol_named("h36m-17").joints;
  const auto& in_order = shape.size() == 3 && shape[1] == human36m.size() ? human36m : usual;
  return {in_order.begin(), in_order.end()};
}

std::vector<float> PoseArchive::poses_mm(std::size_t index, const Protocol& protocol) const {
  const std::string member = single_ ? "poses" : std::to_string(index);
  const NumberArray array = archive_.numbers(member);
  const std::vector<std::string> names = joints_of(array.shape);
  const std::size_t joints = names.size();
  if (array.shape.size() != 3 || array.shape[1] != joints || array.shape[2] != 3 || array.shape[0] == 0) {
    throw FormatError(file_, member, fmt::format("shape (frames, {}, 3) with at least one frame", joints),
                      fmt::format("({})", fmt::join(array.shape, ", ")));
  }
  const auto frames = static_cast<std::size_t>(array.shape[0]);
  const std::size_t row = 3 * protocol.joints.size();
  std::vector<float> poses(frames * row, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t to = 0; to < protocol.joints.size(); ++to) {
    const auto found = std::ranges::find(names, protocol.joints[to]);
    if (found == names.end()) {
      if (joint_named(protocol.joints[to])) continue;
      throw FormatError(file_, "joints", fmt::format("{}, for {}", protocol.joints[to], protocol.name),
                        listed_names(names));
    }
    const auto from = static_cast<std::size_t>(found - names.begin());
    for (std::size_t frame = 0; frame < frames; ++frame) {
      const double* values = array.values.data() + (frame * joints + from) * 3;
      std::transform(values, values + 3, poses.data() + frame * row + 3 * to,
                     [](double value) { return static_cast<float>(value); });
    }
  }
  return poses;
}

}  // namespace solopose
