#include "core/formats/bvh.h"

#include <regex>

#include "core/base/error.h"
#include "core/formats/body_guess.h"
#include "core/formats/bvh_file.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/joint_names.h"
#include "core/formats/utf8.h"

namespace solopose {
namespace {

bool recognises_bvh(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return ending == ".bvh";
}

/// CMU's files are named SUBJECT_TRIAL.
std::string subject_of(const std::string& stem) {
  static const std::regex cmu("(?:cmu_)?([0-9]{2,3})_[0-9]{2,3}(?:_.*)?");
  std::smatch parts;
  return std::regex_match(stem, parts, cmu) ? parts[1].str() : "unknown";
}

/// Frame times are rounded (.0083333): a rate within 0.02 % of a whole number is that number.
double frames_per_second(const BvhMotion& motion, const TextScanner& text, const ReadOptions& options) {
  if (options.frames_per_second) return *options.frames_per_second;
  const double rate = 1 / motion.frame_time;
  if (!(motion.frame_time > 0) || !(rate > 1e-3 && rate < 1e5)) {
    throw FormatError(text.file(), "Frame Time", "seconds between frames, more than 0",
                      fmt::format("{}", motion.frame_time));
  }
  return std::abs(rate - std::round(rate)) < 2e-4 * rate ? std::round(rate) : rate;
}

Eigen::Vector3f position(const BvhMotion& motion, std::size_t joints, std::size_t frame, int joint) {
  return Eigen::Map<const Eigen::Vector3f>(motion.positions.data() +
                                           (frame * joints + static_cast<std::size_t>(joint)) * 3);
}

/// The head's end site is the top of the head, unless it points away from where the neck points: some rigs
/// hang theirs anywhere. Then the head joint itself is the head.
void check_head_end(const BvhSkeleton& skeleton, const BvhMotion& motion, JointSet& set,
                    const RemarkSink& remark) {
  auto& head = set.canonical[static_cast<std::size_t>(index_of(Joint::head))];
  const auto& neck = set.canonical[static_cast<std::size_t>(index_of(Joint::neck))];
  if (head.size() != 1 || neck.size() != 1) return;
  const BvhJoint& end = skeleton.joints[static_cast<std::size_t>(head.front())];
  if (!end.end_site || end.parent < 0 || end.parent == neck.front()) return;
  const std::size_t joints = skeleton.joints.size();
  const std::size_t frames = motion.positions.size() / (joints * 3);
  double cosine = 0;
  for (std::size_t f = 0; f < frames; ++f) {
    const Eigen::Vector3f base = position(motion, joints, f, end.parent);
    const Eigen::Vector3f up = (base - position(motion, joints, f, neck.front())).normalized();
    cosine += static_cast<double>(up.dot((position(motion, joints, f, head.front()) - base).normalized()));
  }
  if (cosine >= 0.5 * static_cast<double>(frames)) return;
  head = {end.parent};
  remark(fmt::format("{} does not continue the neck: the head is taken at {}", end.name,
                     skeleton.joints[static_cast<std::size_t>(end.parent)].name));
}

void read_bvh(const std::filesystem::path& file, const ReadOptions& given, const SequenceSink& sink,
              const RemarkSink& remark, const JobContext& context) {
  const ReadOptions options = options_with_mapping(given);
  TextScanner text(file);
  const BvhSkeleton skeleton = parse_bvh_hierarchy(text);
  BvhMotion motion = parse_bvh_motion(text, skeleton, context);
  if (motion.positions.empty()) throw FormatError(file, "MOTION", "at least one frame", "none");

  std::vector<std::string> names;
  std::vector<int> parents;
  for (const BvhJoint& joint : skeleton.joints) {
    names.push_back(joint.name);
    parents.push_back(joint.parent);
  }
  NamedJoints named =
      options.mapping.empty()
          ? joints_by_name(file, "bvh", std::move(names), std::move(parents))
          : joints_by_mapping(file, options.mapping, "bvh", std::move(names), std::move(parents));
  for (const std::string& line : named.remarks) remark(line);
  if (options.mapping.empty()) check_head_end(skeleton, motion, named.set, remark);

  Sequence sequence;
  sequence.take = id_part(file.stem().string());
  sequence.subject = subject_of(sequence.take);
  sequence.view = "world";
  sequence.source = file;
  sequence.frames_per_second = frames_per_second(motion, text, options);
  const BodyFrame frame = settle_body_frame(file, options, std::nullopt, named.set, motion.positions, remark);
  sequence.up = frame.up;
  sequence.joints = std::make_shared<const JointSet>(std::move(named.set));
  sequence.positions_mm = std::move(motion.positions);
  to_millimetres(sequence.positions_mm, frame.millimetres_per_unit);
  if (sequence.frames() != motion.declared_frames) {
    remark(fmt::format("Frames: the header says {}, the file holds {}; all of them were read",
                       motion.declared_frames, sequence.frames()));
  }
  sink(std::move(sequence));
}

}  // namespace

Reader bvh_reader() { return {"bvh", "BVH", recognises_bvh, read_bvh}; }

}  // namespace solopose
