#include "core/evaluation/pose_archive.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/formats/joint_names.h"
#include "core/metrics/joint_order.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr double most_frames_per_second = 1e5;

std::vector<std::string> columns(const JointOrder& order) {
  return {order.joints.begin(), order.joints.end()};
}

std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= name.size(); at += parts.back().size() + 1)
    parts.push_back(name.substr(at, name.find('/', at) - at));
  return parts;
}

/// The parts of `name` stand in `whole` in their order: "S9/Walking/54138969" in
/// "Human3.6M/S9/Walking/world/54138969".
bool is_within(std::string_view name, std::string_view whole) {
  const std::vector<std::string_view> places = parts_of(whole);
  auto at = places.begin();
  for (const std::string_view part : parts_of(name)) {
    at = std::find(at, places.end(), part);
    if (at == places.end()) return false;
    ++at;
  }
  return true;
}

}  // namespace

PoseArchive::PoseArchive(std::filesystem::path file)
    : file_(std::move(file)), published_(read_published_poses(file_)) {
  if (published_) {
    take_published();
  } else {
    read_npz();
  }
}

void PoseArchive::take_published() {
  single_ = published_->names.front().empty();
  joints_ = columns(joint_order_named(published_->order));
  for (const std::string& name : published_->names) {
    if (!index_.emplace(name, sequences_.size()).second)
      throw FormatError(file_, "names of sequences", "each name once", name + " twice");
    sequences_.push_back({name, {}, {}, 0});
  }
  frame_ = "camera";
}

void PoseArchive::read_npz() {
  archive_.emplace(file_);
  single_ = archive_->has("poses");
  if (!single_ && !archive_->has("names")) {
    throw FormatError(file_, "poses", "an array \"poses\", or \"names\" and an array for each of them",
                      listed_names(archive_->names()));
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
  if (!archive_->has(array)) return {};
  const std::vector<std::string> texts = archive_->strings(array).values;
  if (texts.size() != 1) throw FormatError(file_, array, "one text", fmt::format("{}", texts.size()));
  return texts.front();
}

void PoseArchive::read_joints() {
  if (!archive_->has("joints")) return read_order();
  joints_ = archive_->strings("joints").values;
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

void PoseArchive::read_order() {
  const std::string name = text_of("order");
  if (name.empty()) return;
  const auto known = std::ranges::find(joint_orders(), name, &JointOrder::name);
  if (known == joint_orders().end()) {
    std::vector<std::string_view> names;
    for (const JointOrder& order : joint_orders()) names.push_back(order.name);
    throw FormatError(file_, "order", fmt::format("one of {}", fmt::join(names, ", ")), name);
  }
  joints_ = columns(*known);
}

void PoseArchive::read_names() {
  if (single_) {
    sequences_.resize(1);
    return;
  }
  for (const std::string& name : archive_->strings("names").values) {
    if (!index_.emplace(name, sequences_.size()).second) {
      throw FormatError(file_, "names", "each name once", name + " twice");
    }
    sequences_.push_back({name, {}, {}, 0});
  }
  if (sequences_.empty()) throw FormatError(file_, "names", "at least one sequence", "none");
}

void PoseArchive::read_rates() {
  if (!archive_->has("fps")) return;
  const std::vector<double> rates = archive_->numbers("fps").values;
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
  if (!archive_->has(array)) return;
  std::vector<std::string> texts = archive_->strings(array).values;
  if (texts.size() != sequences_.size()) {
    throw FormatError(file_, array, fmt::format("{} texts", sequences_.size()),
                      fmt::format("{}", texts.size()));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) sequences_[i].*field = std::move(texts[i]);
}

std::int64_t PoseArchive::index_of(const std::string& name) const {
  const auto found = index_.find(name);
  if (found != index_.end()) return static_cast<std::int64_t>(found->second);
  if (!published_ || single_) return -1;
  const auto part = std::ranges::find_if(
      sequences_, [&](const ArchivedSequence& sequence) { return is_within(sequence.name, name); });
  return part == sequences_.end() ? -1 : part - sequences_.begin();
}

std::vector<std::string> PoseArchive::joints_of(const std::vector<std::uint64_t>& shape) const {
  if (!joints_.empty()) return joints_;
  const JointOrder& human36m = joint_order_named("h36m-17");
  const bool in_order = shape.size() == 3 && shape[1] == human36m.joints.size();
  return columns(in_order ? human36m : joint_order_named("canonical-15"));
}

std::vector<float> PoseArchive::poses_mm(std::size_t index, const Protocol& protocol) const {
  const std::string member = single_ ? "poses" : std::to_string(index);
  const NumberArray array = published_ ? published_->sequences_mm[index] : archive_->numbers(member);
  const std::vector<std::string> names = joints_of(array.shape);
  const std::size_t joints = names.size();
  if (array.shape.size() != 3 || array.shape[1] != joints || array.shape[2] != 3 || array.shape[0] == 0) {
    const std::string counts = joints_.empty() ? "15 or 17" : std::to_string(joints);
    throw FormatError(file_, member, fmt::format("shape (frames, {}, 3) with at least one frame", counts),
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
