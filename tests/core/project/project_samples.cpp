#include "tests/core/project/project_samples.h"

#include <cmath>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/fingerprint.h"
#include "core/project/repair.h"
#include "core/project/staged_import.h"

namespace solopose::testing {
namespace fs = std::filesystem;
namespace {

constexpr const char* markers[] = {"Hip",    "RHip",   "RKnee",     "RAnkle", "LHip",
                                   "LKnee",  "LAnkle", "Neck",      "Head",   "LShoulder",
                                   "LElbow", "LWrist", "RShoulder", "RElbow", "RWrist"};

/// Millimetres, y up.
double coordinate(std::int64_t frame, std::size_t joint, int axis, int seed) {
  const double sway = 40 * std::sin(0.1 * static_cast<double>(frame) + seed);
  const double height[] = {950, 950, 500, 90, 950, 500, 90, 1500, 1700, 1450, 1200, 1000, 1450, 1200, 1000};
  const double side[] = {0, -120, -120, -120, 120, 120, 120, 0, 0, 180, 250, 270, -180, -250, -270};
  if (axis == 0) return side[joint] + sway;
  if (axis == 1) return height[joint];
  return 10.0 * seed + static_cast<double>(frame);
}

std::vector<double> doubles_of(const Eigen::MatrixXd& matrix) {
  return {matrix.data(), matrix.data() + matrix.size()};
}

void describe(std::ostream& out, const SequenceRecord& s) {
  out << fmt::format("sequence {} dataset {} import {} {} action {} fps {} frames {} joints {} frame {}\n",
                     s.id, s.dataset, s.import, s.name, s.action, s.frames_per_second, s.frames,
                     s.joints->to_json(), static_cast<int>(s.frame));
  if (s.up) out << fmt::format("  up {}\n", fmt::join(*s.up, " "));
  for (const Camera& camera : s.cameras) {
    out << fmt::format("  camera {} {}x{} K {} d {} R {} t {}\n", camera.name, camera.width, camera.height,
                       doubles_of(camera.intrinsics), camera.distortion, doubles_of(camera.rotation),
                       doubles_of(camera.translation_mm));
  }
  out << fmt::format("  videos {} source {} poses {} {} override {} excluded {}\n", s.videos, s.source,
                     s.pose_file, s.pose_group, s.key_frame_override.value_or(-1), s.excluded);
  for (const FrameRun& run : s.rejected) out << fmt::format("  rejected {}-{}\n", run.first, run.last);
  for (const RepairPtr& r : s.repairs) {
    out << fmt::format("  repair {} {} {} {}-{} {} {} {}\n", r->id, name_of(r->kind), r->joints.to_string(),
                       r->first_frame, r->last_frame, r->positions_mm, r->reviewer, r->at);
  }
}

void describe(std::ostream& out, const VerdictRecord& v) {
  out << fmt::format("verdict {} of {} {}-{} {} {} note {} tags {} by {} at {} settles {}\n", v.id,
                     v.sequence, v.first_frame, v.last_frame, v.detector, name_of(v.verdict), v.note, v.tags,
                     v.reviewer, v.at, v.settles);
}

void describe(std::ostream& out, const AlignmentRecord& alignment) {
  out << fmt::format("alignment {} Ms {} Msp {} reference {}\n", alignment.options_json,
                     alignment.shoulder_width_mm, alignment.torso_length_mm,
                     doubles_of(alignment.reference_mm));
  for (const SequenceAlignment& s : alignment.sequences) {
    out << fmt::format("  {} key {} clusters {} R {} t {} s {} residual {}\n", s.sequence, s.key_frame,
                       s.cluster_sizes, doubles_of(s.universal_from_dataset.rotation),
                       doubles_of(s.universal_from_dataset.translation_mm), s.universal_from_dataset.scale,
                       s.residual_mm);
  }
  for (const TakeDispersion& take : alignment.takes) {
    out << fmt::format("  take {} {} {} -> {}\n", take.name, take.views, take.before_mm, take.after_mm);
  }
}

}  // namespace

Sequence swaying_sequence(const std::string& subject, const std::string& take, const std::string& view,
                          std::int64_t frames, int seed) {
  Sequence sequence;
  sequence.subject = subject;
  sequence.action = "sway";
  sequence.take = take;
  sequence.view = view;
  sequence.frames_per_second = 50;
  sequence.joints = joint_set_named("canonical15");
  sequence.up = Eigen::Vector3d::UnitY();
  for (std::int64_t f = 0; f < frames; ++f) {
    for (std::size_t j = 0; j < joint_count; ++j) {
      for (int axis = 0; axis < 3; ++axis) {
        sequence.positions_mm.push_back(static_cast<float>(coordinate(f, j, axis, seed)));
      }
    }
  }
  return sequence;
}

void write_trc(const fs::path& file, std::int64_t frames, int seed) {
  std::ofstream out(file);
  out << "PathFileType\t4\t(X/Y/Z)\t" << file.filename().string() << '\n'
      << "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames"
         "\n"
      << fmt::format("60\t60\t{}\t{}\tm\t60\t0\t{}\n", frames, std::size(markers), frames) << "Frame#\tTime";
  for (const char* marker : markers) out << '\t' << marker << "\t\t";
  out << "\n\t";
  for (std::size_t j = 1; j <= std::size(markers); ++j) out << fmt::format("\tX{0}\tY{0}\tZ{0}", j);
  out << "\n\n";
  for (std::int64_t f = 0; f < frames; ++f) {
    out << f << '\t' << static_cast<double>(f) / 60;
    for (std::size_t j = 0; j < std::size(markers); ++j) {
      for (int axis = 0; axis < 3; ++axis) out << '\t' << coordinate(f, j, axis, seed) / 1000;
    }
    out << '\n';
  }
}

void write_trc_folder(const fs::path& folder, int count, std::int64_t frames) {
  fs::create_directories(folder);
  for (int i = 0; i < count; ++i) write_trc(folder / fmt::format("clip_{:03}.trc", i), frames, i);
}

ImportId add_dataset(Project& project, const std::string& name, int seed) {
  StagedImport staged(project, {.dataset = name, .format = "table"});
  staged.add(swaying_sequence("S1", "walk", "a", 40, seed));
  staged.add(swaying_sequence("S1", "walk", "b", 40, seed + 1));
  return staged.commit(project).import;
}

std::string described(const Catalog& catalog) {
  std::ostringstream out;
  for (const DatasetRecord& d : catalog.datasets) {
    out << fmt::format("dataset {} {} {} independent {} {}\n", d.id, d.name, d.format, d.independent_test,
                       d.independent_subjects);
  }
  for (const SequenceRecord& sequence : catalog.sequences) describe(out, sequence);
  for (const ProblemRecord& p : catalog.problems) {
    out << fmt::format("problem {} {} {} {} skipped {}\n", p.dataset, p.import, p.file, p.message, p.skipped);
  }
  for (const VerdictRecord& verdict : catalog.verdicts) describe(out, verdict);
  if (catalog.alignment) describe(out, *catalog.alignment);
  return out.str();
}

std::map<std::string, std::string> folder_contents(const fs::path& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    if (entry.is_regular_file() && !name.ends_with("-shm"))
      contents[name] = fingerprint_of_file(entry.path());
  }
  return contents;
}

}  // namespace solopose::testing
