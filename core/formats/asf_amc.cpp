#include "core/formats/asf_amc.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/utf8.h"
#include "core/formats/amc_file.h"
#include "core/formats/asf_file.h"
#include "core/formats/bvh_kinematics.h"
#include "core/formats/file_tracks.h"
#include "core/formats/joint_mapping.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

std::string ending_of(const fs::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return ending;
}

bool recognises_amc(const fs::path& file) { return ending_of(file) == ".amc"; }
bool accompanies_amc(const fs::path& file) { return ending_of(file) == ".asf"; }

/// The skeleton of the same name, that of the name's part before its last underscore (CMU: 02_01.amc is
/// subject 02's), or the only one of the folder.
fs::path skeleton_of(const fs::path& file) {
  const std::string stem = file.stem().string();
  const std::string subject = stem.substr(0, stem.rfind('_'));
  std::vector<fs::path> skeletons;
  std::error_code ignored;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(file.parent_path().empty() ? "." : file.parent_path(), ignored)) {
    if (ending_of(entry.path()) == ".asf") skeletons.push_back(entry.path());
  }
  for (const std::string& wanted : {stem, subject}) {
    const auto found =
        std::ranges::find_if(skeletons, [&](const fs::path& each) { return each.stem() == wanted; });
    if (found != skeletons.end()) return *found;
  }
  if (skeletons.size() == 1) return skeletons.front();
  throw FormatError(file, "skeleton",
                    fmt::format("{}.asf or {}.asf beside it, or only one other", stem, subject),
                    fmt::format("{} of other names", skeletons.size()));
}

std::vector<std::string> names_of(const BvhSkeleton& skeleton) {
  std::vector<std::string> names;
  for (const BvhJoint& joint : skeleton.joints) names.push_back(joint.name);
  return names;
}

std::vector<int> parents_of(const BvhSkeleton& skeleton) {
  std::vector<int> parents;
  for (const BvhJoint& joint : skeleton.joints) parents.push_back(joint.parent);
  return parents;
}

/// CMU's files are in inches over 0.45. Others say 1 and mean any unit.
std::optional<double> unit_mm(const AcclaimSkeleton& acclaim) {
  if (std::abs(acclaim.length - 0.45) > 1e-9) return std::nullopt;
  return 25.4 / acclaim.length;
}

void read_amc(const fs::path& file, const ReadOptions& given, const SequenceSink& sink,
              const RemarkSink& remark, const JobContext& context) {
  const ReadOptions options = options_with_mapping(given);
  const fs::path skeleton_file = skeleton_of(file);
  TextScanner skeleton_text(skeleton_file, context);
  const AcclaimSkeleton acclaim = parse_asf(skeleton_text);
  const BvhSkeleton& skeleton = acclaim.skeleton;
  TextScanner text(file, context);
  const AmcMotion motion = parse_amc(text, acclaim, context);
  if (motion.rows.empty()) throw FormatError(file, "frames", "at least one", "none");
  if (motion.last_frame_cut) remark("the file ends within a frame, which was dropped");
  if (acclaim.has_unread) remark("dof: bones turn only; their translations and lengths were not read");
  const double rate = options.frames_per_second.value_or(0);
  if (rate == 0) remark("no frame rate in the file: unknown until --fps states it (CMU's are 120)");

  Sequence sequence;
  const std::string subject = skeleton_file.stem().string();
  sequence.take = id_part(file.stem().string());
  sequence.subject = id_part(subject == file.stem() ? "unknown" : subject);
  sequence.view = "world";
  sequence.source = file;
  sequence.frames_per_second = rate;
  NamedJoints named =
      options.mapping.empty()
          ? joints_by_name(file, "asf", names_of(skeleton), parents_of(skeleton))
          : joints_by_mapping(file, options.mapping, "asf", names_of(skeleton), parents_of(skeleton));
  for (const std::string& line : named.remarks) remark(line);
  sequence.joints = std::make_shared<const JointSet>(std::move(named.set));
  sequence.positions_mm = bvh_positions(skeleton, motion.rows, context);
  TracksOfOneFrame tracks;
  tracks.add(std::move(sequence));
  tracks.emit(options, unit_mm(acclaim), sink, remark);
}

}  // namespace

Reader asf_amc_reader() { return {"asf_amc", "ASF-AMC", recognises_amc, read_amc, accompanies_amc}; }

}  // namespace solopose
