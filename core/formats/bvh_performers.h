#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/formats/bvh_branch.h"
#include "core/formats/joint_names.h"
#include "core/formats/reader.h"

namespace solopose {

/// One person of a BVH file.
struct BvhPerformer {
  BvhBranch branch;
  JointSet set;
  std::string name;  ///< among several; empty for the only one

  /// The subject, where the file as such is of `common`.
  std::string subject(const std::string& common) const;
};

/// The people of a file: each ROOT whose joints tell a body by their names, or by the mapping. Where several
/// bodies hang on one ROOT (a scene), each of them. Joints of several people are named without what each
/// person's names have in common, so that one rig is one joint set and one mapping fits all. ROOTs without a
/// body (props) are left out with a remark, unless they hold joints that the only body lacks: then all of
/// them together are one person.
/// @throws FormatError when nothing is a body.
std::vector<BvhPerformer> bvh_performers(const std::filesystem::path& file, const BvhSkeleton& skeleton,
                                         const ReadOptions& options, const RemarkSink& remark);

/// The head's End Site is the top of the head, unless it points away from where neck or back point: some rigs
/// hang theirs anywhere. Then the head joint itself is the head, with a remark. positions: (frames, branch
/// joints, 3); frames in which the directions are not known do not count.
void settle_head(const BvhSkeleton& skeleton, BvhPerformer& performer, std::span<const float> positions,
                 const RemarkSink& remark);

}  // namespace solopose
