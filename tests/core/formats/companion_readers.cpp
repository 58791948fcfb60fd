#include "tests/core/formats/companion_readers.h"

#include <algorithm>
#include <vector>

#include "core/files/text_scanner.h"
#include "core/formats/asf_file.h"
#include "core/formats/body_model.h"
#include "core/formats/bvh_kinematics.h"
#include "core/formats/calibration.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/pose2sim_calibration.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;

bool takes_any(const fs::path&) { return true; }

void read_cameras(const fs::path& file, const ReadOptions& options, const SequenceSink&,
                  const RemarkSink& remark, const JobContext&) {
  read_calibration(file, options.millimetres_per_unit, remark);
}

void read_pose2sim(const fs::path& file, const ReadOptions&, const SequenceSink&, const RemarkSink& remark,
                   const JobContext&) {
  read_pose2sim_calibration(file, remark);
}

/// The skeleton, and where it stands without a motion.
void read_asf(const fs::path& file, const ReadOptions&, const SequenceSink&, const RemarkSink&,
              const JobContext& context) {
  TextScanner text(file, context);
  const AcclaimSkeleton acclaim = parse_asf(text);
  bvh_positions(acclaim.skeleton, std::vector<double>(acclaim.skeleton.channels), context);
}

void read_model(const fs::path& file, const ReadOptions&, const SequenceSink&, const RemarkSink&,
                const JobContext& context) {
  read_body_model(file, context);
}

void read_mapping(const fs::path& file, const ReadOptions&, const SequenceSink&, const RemarkSink&,
                  const JobContext&) {
  read_joint_mapping(file, {"hip", "lhip", "rhip", "neck"});
}

}  // namespace

std::span<const Reader> companion_readers() {
  static const Reader all[] = {{"calibration", "calibration", takes_any, read_cameras},
                               {"pose2sim", "Pose2Sim's calibration", takes_any, read_pose2sim},
                               {"asf", "skeleton of an AMC", takes_any, read_asf},
                               {"body_model", "body model", takes_any, read_model},
                               {"mapping", "joint mapping", takes_any, read_mapping}};
  return all;
}

const Reader& any_reader_named(std::string_view name) {
  const auto companions = companion_readers();
  const auto found = std::ranges::find(companions, name, &Reader::name);
  return found == companions.end() ? reader_named(name) : *found;
}

}  // namespace solopose::testing
