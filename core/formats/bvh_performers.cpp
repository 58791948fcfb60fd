#include "core/formats/bvh_performers.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/formats/joint_mapping.h"

namespace solopose {
namespace {

struct Candidate {
  BvhPerformer performer;
  std::vector<std::string> remarks;
};

class PerformerSearch {
 public:
  PerformerSearch(const std::filesystem::path& file, const BvhSkeleton& skeleton, const ReadOptions& options)
      : file_(file), skeleton_(skeleton), options_(options) {}

  std::vector<BvhPerformer> all(const RemarkSink& remark) {
    for (const BvhBranch& root : roots_of(skeleton_)) look_at(root);
    if (found_.size() < 2) try_whole();
    remark_left_out(remark);
    if (found_.size() > 1) name_apart(remark);
    std::vector<BvhPerformer> performers;
    for (Candidate& candidate : found_) {
      for (const std::string& line : candidate.remarks) remark(line);
      performers.push_back(std::move(candidate.performer));
    }
    return performers;
  }

 private:
  void look_at(const BvhBranch& root) {
    const std::size_t found_before = found_.size();
    const std::size_t left_out_before = left_out_.size();
    for (const BvhBranch& fork : forks_of(skeleton_, root)) add_if_body(fork);
    if (found_.size() > found_before + 1) return;
    found_.resize(found_before);
    left_out_.resize(left_out_before);
    add_if_body(root);
  }

  void add_if_body(const BvhBranch& branch) {
    try {
      add(branch);
    } catch (const Error&) {
      left_out_.push_back(branch);
    }
  }

  /// Some rigs are one body in several ROOTs: all of them, if that has joints which one ROOT lacks.
  void try_whole() {
    if (!found_.empty() && left_out_.empty()) return;
    const std::vector<Candidate> alone = std::move(found_);
    found_.clear();
    add({0, skeleton_.joints.size()});
    if (alone.empty() || told_joints(found_.front()) > told_joints(alone.front())) {
      left_out_.clear();
    } else {
      found_ = alone;
    }
  }

  static std::ptrdiff_t told_joints(const Candidate& candidate) {
    return std::ranges::count_if(candidate.performer.set.canonical,
                                 [](const std::vector<int>& own) { return !own.empty(); });
  }

  void add(const BvhBranch& branch) {
    NamedJoints named = named_joints(branch);
    found_.push_back({{branch, std::move(named.set), ""}, std::move(named.remarks)});
  }

  /// Names that a mapping gives are looked up as they stand, then without what the branch's names share.
  NamedJoints named_joints(const BvhBranch& branch) const {
    std::vector<std::string> names = names_of(skeleton_, branch);
    std::vector<std::string> plain = plain_names(skeleton_, branch, shared_affixes(skeleton_, branch));
    std::vector<int> parents = parents_of(skeleton_, branch);
    if (options_.mapping.empty()) {
      NamedJoints named = joints_by_name(file_, "bvh", std::move(plain), std::move(parents));
      named.set.name = made_up_set_name("bvh", names);
      named.set.joints = std::move(names);
      return named;
    }
    try {
      return joints_by_mapping(file_, options_.mapping, "bvh", names, parents);
    } catch (const Error&) {
      if (names == plain) throw;
      return joints_by_mapping(file_, options_.mapping, "bvh", plain, parents);
    }
  }

  void name_apart(const RemarkSink& remark) {
    std::map<std::string, int> uses;
    for (auto& [performer, unused] : found_) {
      const SharedAffixes shared = shared_affixes(skeleton_, performer.branch);
      performer.name = shared.label();
      ++uses[performer.name];
      performer.set.joints = plain_names(skeleton_, performer.branch, shared);
      if (options_.mapping.empty()) performer.set.name = made_up_set_name("bvh", performer.set.joints);
    }
    std::vector<std::string> listed;
    for (auto& [performer, unused] : found_) {
      const std::string numbered = fmt::format("performer {}", listed.size() + 1);
      if (performer.name.empty() || uses[performer.name] > 1) performer.name = numbered;
      listed.push_back(fmt::format("{} ({})", performer.name, first_name(performer.branch)));
    }
    remark(fmt::format("{} people, each a sequence of its own: {}", found_.size(), listed_names(listed)));
  }

  void remark_left_out(const RemarkSink& remark) const {
    constexpr std::size_t shown = 8;
    for (std::size_t i = 0; i < std::min(shown, left_out_.size()); ++i) {
      remark(fmt::format("{} was left out: its joints tell no body ({})", first_name(left_out_[i]),
                         listed_names(names_of(skeleton_, left_out_[i]))));
    }
    if (left_out_.size() > shown) {
      remark(fmt::format("{} more were left out: their joints tell no body", left_out_.size() - shown));
    }
  }

  const std::string& first_name(const BvhBranch& branch) const { return skeleton_.joints[branch.first].name; }

  const std::filesystem::path& file_;
  const BvhSkeleton& skeleton_;
  const ReadOptions& options_;
  std::vector<Candidate> found_;
  std::vector<BvhBranch> left_out_;
};

/// (frames, joints, 3), some joints of which are averaged.
class Points {
 public:
  Points(std::span<const float> positions, std::size_t joints) : positions_(positions), joints_(joints) {}

  std::size_t frames() const { return positions_.size() / (joints_ * 3); }

  Eigen::Vector3f mean(std::size_t frame, const std::vector<int>& joints) const {
    Eigen::Vector3f sum = Eigen::Vector3f::Zero();
    for (const int joint : joints) {
      const std::size_t point = frame * joints_ + static_cast<std::size_t>(joint);
      sum += Eigen::Map<const Eigen::Vector3f>(positions_.data() + point * 3);
    }
    return sum / static_cast<float>(joints.size());
  }

 private:
  std::span<const float> positions_;
  std::size_t joints_;
};

}  // namespace

std::string BvhPerformer::subject(const std::string& common) const {
  if (name.empty()) return common;
  return common == "unknown" ? name : fmt::format("{} {}", common, name);
}

std::vector<BvhPerformer> bvh_performers(const std::filesystem::path& file, const BvhSkeleton& skeleton,
                                         const ReadOptions& options, const RemarkSink& remark) {
  return PerformerSearch(file, skeleton, options).all(remark);
}

void settle_head(const BvhSkeleton& skeleton, BvhPerformer& performer, std::span<const float> positions,
                 const RemarkSink& remark) {
  const auto joints_of = [&](Joint joint) -> std::vector<int>& {
    return performer.set.canonical[static_cast<std::size_t>(index_of(joint))];
  };
  std::vector<int>& head = joints_of(Joint::head);
  const std::vector<int>& neck = joints_of(Joint::neck);
  if (head.size() != 1 || neck.size() != 1) return;
  const BvhJoint& end = skeleton.joints[performer.branch.first + static_cast<std::size_t>(head.front())];
  const int base_joint = performer.set.parents[static_cast<std::size_t>(head.front())];
  if (!end.end_site || base_joint < 0 || base_joint == neck.front()) return;

  const Points points(positions, performer.branch.count);
  double cosines = 0;
  int count = 0;
  for (std::size_t f = 0; f < points.frames(); ++f) {
    const Eigen::Vector3f neck_at = points.mean(f, neck);
    const Eigen::Vector3f base = points.mean(f, {base_joint});
    const Eigen::Vector3f back = neck_at - points.mean(f, joints_of(Joint::pelvis));
    const bool has_length = (base - neck_at).norm() > 1e-3F * back.norm();  // game engines' heads have none
    const Eigen::Vector3f way = has_length ? Eigen::Vector3f(base - neck_at) : back;
    const float lengths = way.norm() * (points.mean(f, head) - base).norm();
    if (!(lengths > 0) || !std::isfinite(lengths)) continue;
    cosines += static_cast<double>(way.dot(points.mean(f, head) - base) / lengths);
    ++count;
  }
  if (cosines >= 0.5 * count) return;
  head = {base_joint};
  remark(fmt::format("{} does not continue the neck: the head is taken at {}", end.name,
                     skeleton.joints[performer.branch.first + static_cast<std::size_t>(base_joint)].name));
}

}  // namespace solopose
