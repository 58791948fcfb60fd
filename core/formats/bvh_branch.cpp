#include "core/formats/bvh_branch.h"

#include <algorithm>
#include <cctype>
#include <span>

namespace solopose {
namespace {

bool is_letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }

std::span<const BvhJoint> joints_of(const BvhSkeleton& skeleton, const BvhBranch& branch) {
  return std::span(skeleton.joints).subspan(branch.first, branch.count);
}

/// Joints are stored as they are read, depth first: a branch ends where one hangs on an earlier joint.
BvhBranch branch_at(const BvhSkeleton& skeleton, std::size_t first) {
  std::size_t end = first + 1;
  while (end < skeleton.joints.size() && skeleton.joints[end].parent >= static_cast<int>(first)) ++end;
  return {first, end - first};
}

/// The names of the joints proper; without the root where that has only what the others begin with ("Bip01",
/// "Bip01 Pelvis", …).
std::vector<std::string_view> telling_names(const BvhSkeleton& skeleton, const BvhBranch& branch) {
  std::vector<std::string_view> names;
  for (const BvhJoint& joint : joints_of(skeleton, branch)) {
    if (!joint.end_site) names.push_back(joint.name);
  }
  const bool root_is_prefix =
      names.size() > 2 && std::all_of(names.begin() + 1, names.end(), [&](std::string_view name) {
        return name.size() > names.front().size() && name.starts_with(names.front()) &&
               !is_letter_or_digit(name[names.front().size()]);
      });
  if (root_is_prefix) names.erase(names.begin());
  return names;
}

template <typename Names>
std::size_t common_length(const Names& names) {
  std::size_t length = names.front().size();
  for (const auto& name : names) {
    const auto [at, unused] =
        std::mismatch(names.front().begin(), names.front().end(), name.begin(), name.end());
    length = std::min(length, static_cast<std::size_t>(at - names.front().begin()));
  }
  return length;
}

/// Up to the last separator, or to where every name goes on with a capital ("P2Hips", "P2Head").
std::string_view shared_prefix(const std::vector<std::string_view>& names) {
  const std::size_t length = common_length(names);
  const bool capitals_follow = std::all_of(names.begin(), names.end(), [&](std::string_view name) {
    return name.size() > length && is_upper(name[length]);
  });
  std::string_view prefix = names.front().substr(0, length);
  while (!capitals_follow && !prefix.empty() && is_letter_or_digit(prefix.back())) prefix.remove_suffix(1);
  return prefix;
}

/// From the first separator on, or digits at the end ("Hips2", "Head2").
std::string_view shared_suffix(const std::vector<std::string_view>& names) {
  std::vector<std::string> reversed;
  for (const std::string_view name : names) reversed.emplace_back(name.rbegin(), name.rend());
  std::string_view suffix = names.front().substr(names.front().size() - common_length(reversed));
  const auto separator = std::find_if_not(suffix.begin(), suffix.end(), is_letter_or_digit);
  if (separator != suffix.end()) return suffix.substr(static_cast<std::size_t>(separator - suffix.begin()));
  const auto other = std::find_if_not(suffix.rbegin(), suffix.rend(), is_digit);
  return suffix.substr(suffix.size() - static_cast<std::size_t>(other - suffix.rbegin()));
}

std::string without_separators(std::string_view text) {
  while (!text.empty() && !is_letter_or_digit(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_letter_or_digit(text.back())) text.remove_suffix(1);
  return std::string(text);
}

}  // namespace

std::vector<BvhBranch> roots_of(const BvhSkeleton& skeleton) {
  std::vector<BvhBranch> branches;
  for (std::size_t j = 0; j < skeleton.joints.size(); j += branches.back().count) {
    branches.push_back(branch_at(skeleton, j));
  }
  return branches;
}

std::vector<BvhBranch> forks_of(const BvhSkeleton& skeleton, const BvhBranch& branch) {
  const std::vector<int> parents = parents_of(skeleton, branch);
  std::vector<int> children(branch.count, 0);
  for (std::size_t i = 1; i < branch.count; ++i) ++children[static_cast<std::size_t>(parents[i])];
  const auto fork = std::ranges::find_if(children, [](int count) { return count > 1; }) - children.begin();
  std::vector<BvhBranch> branches;
  for (std::size_t i = 1; i < branch.count; ++i) {
    const bool end_site = skeleton.joints[branch.first + i].end_site;
    if (parents[i] == fork && !end_site) branches.push_back(branch_at(skeleton, branch.first + i));
  }
  return branches;
}

std::vector<std::string> names_of(const BvhSkeleton& skeleton, const BvhBranch& branch) {
  std::vector<std::string> names;
  for (const BvhJoint& joint : joints_of(skeleton, branch)) names.push_back(joint.name);
  return names;
}

std::vector<int> parents_of(const BvhSkeleton& skeleton, const BvhBranch& branch) {
  std::vector<int> parents;
  const int first = static_cast<int>(branch.first);
  for (const BvhJoint& joint : joints_of(skeleton, branch)) {
    parents.push_back(joint.parent < first ? -1 : joint.parent - first);
  }
  return parents;
}

std::string SharedAffixes::label() const {
  const std::string front = without_separators(prefix);
  return front.empty() ? without_separators(suffix) : front;
}

SharedAffixes shared_affixes(const BvhSkeleton& skeleton, const BvhBranch& branch) {
  const std::vector<std::string_view> names = telling_names(skeleton, branch);
  if (names.size() < 2) return {};
  SharedAffixes shared{std::string(shared_prefix(names)), std::string(shared_suffix(names))};
  const bool overlap = std::ranges::any_of(names, [&](std::string_view name) {
    return name.size() <= shared.prefix.size() + shared.suffix.size();
  });
  if (overlap) shared.suffix.clear();
  return shared;
}

std::vector<std::string> plain_names(const BvhSkeleton& skeleton, const BvhBranch& branch,
                                     const SharedAffixes& shared) {
  std::vector<std::string> plain;
  for (const BvhJoint& joint : joints_of(skeleton, branch)) {
    if (joint.end_site) {
      plain.push_back(plain[static_cast<std::size_t>(joint.parent) - branch.first] + "_end");
      continue;
    }
    std::string_view name = joint.name;
    if (name.size() > shared.prefix.size() && name.starts_with(shared.prefix))
      name.remove_prefix(shared.prefix.size());
    if (name.size() > shared.suffix.size() && name.ends_with(shared.suffix))
      name.remove_suffix(shared.suffix.size());
    plain.emplace_back(name);
  }
  return plain;
}

}  // namespace solopose
