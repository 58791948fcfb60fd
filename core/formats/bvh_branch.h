#pragma once

#include <string>
#include <vector>

#include "core/formats/bvh_file.h"

namespace solopose {

/// The joints at and below one joint of a BVH file: a performer, or a prop. They stand one behind the other
/// in the file's skeleton.
struct BvhBranch {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// One branch for each ROOT.
std::vector<BvhBranch> roots_of(const BvhSkeleton& skeleton);

/// The branches, other than End Sites, below the first joint of a branch that has several children; none when
/// no joint has.
std::vector<BvhBranch> forks_of(const BvhSkeleton& skeleton, const BvhBranch& branch);

/// The names and parents of a branch's joints; the first has no parent.
std::vector<std::string> names_of(const BvhSkeleton& skeleton, const BvhBranch& branch);
std::vector<int> parents_of(const BvhSkeleton& skeleton, const BvhBranch& branch);

/// What all names of a branch have in common, up to a separator: {"B_", ""} of "B_Hips" and "B_Head", {"",
/// ".001"} of "Hips.001" and "Head.001". Files of several performers tell them apart so. End Sites do not
/// count: they are called after their parents.
struct SharedAffixes {
  std::string prefix;
  std::string suffix;

  /// The prefix, or else the suffix, without separators: what a performer is called.
  std::string label() const;
};
SharedAffixes shared_affixes(const BvhSkeleton& skeleton, const BvhBranch& branch);

/// The names of a branch without them.
std::vector<std::string> plain_names(const BvhSkeleton& skeleton, const BvhBranch& branch,
                                     const SharedAffixes& shared);

}  // namespace solopose
