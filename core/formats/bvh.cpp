#include "core/formats/bvh.h"

#include <regex>

#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/utf8.h"
#include "core/formats/body_guess.h"
#include "core/formats/bvh_branch.h"
#include "core/formats/bvh_file.h"
#include "core/formats/bvh_kinematics.h"
#include "core/formats/bvh_performers.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/round_rate.h"
#include "core/formats/row_times.h"
#include "core/formats/said_once.h"

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

/// The rate as the frame time says it: one within 0.005 % of a whole number is that number (.0083333), one
/// that was probably meant to be another is kept and the other offered.
double frames_per_second(const BvhMotion& motion, const TextScanner& text, const ReadOptions& options,
                         const RemarkSink& remark) {
  if (options.frames_per_second) return *options.frames_per_second;
  const double rate = 1 / motion.frame_time;
  if (!(motion.frame_time > 0) || !(rate > 1e-3 && rate < 1e5)) {
    throw FormatError(text.file(), "Frame Time", "seconds between frames, more than 0",
                      fmt::format("{}", motion.frame_time));
  }
  constexpr double same = 5e-5;
  const std::vector<double> usual = usual_rates_written_as(motion.frame_time_text);
  const bool is_usual =
      std::ranges::any_of(usual, [&](double each) { return std::abs(each - rate) < same * rate; });
  if (!usual.empty() && !is_usual) {
    remark(fmt::format(
        "Frame Time {} is {:.6g} frames a second and was read so; if {:.6g} is meant, --fps states it",
        motion.frame_time_text, rate, fmt::join(usual, " or ")));
  }
  remark_unusual_rate(rate, remark);
  return std::abs(rate - std::round(rate)) < same * rate ? std::round(rate) : rate;
}

/// The positions of some joints that stand one behind the other.
std::vector<float> positions_of(const BvhBranch& branch, std::size_t joints, std::vector<float>& all) {
  if (branch.count == joints) return std::move(all);
  std::vector<float> positions;
  positions.reserve(all.size() / joints * branch.count);
  for (std::size_t row = 0; row < all.size(); row += joints * 3) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(row + branch.first * 3);
    positions.insert(positions.end(), begin, begin + static_cast<std::ptrdiff_t>(branch.count * 3));
  }
  return positions;
}

void remark_rows(const BvhMotion& motion, std::int64_t frames, const RemarkSink& remark) {
  if (motion.last_row_cut) remark(cut_row_remark(frames));
  const bool was_cut = motion.last_row_cut && motion.declared_frames == frames + 1;
  if (frames != motion.declared_frames && !was_cut) {
    remark(fmt::format("Frames: the header says {}, the file holds {}; all of them were read",
                       motion.declared_frames, frames));
  }
}

void read_bvh(const std::filesystem::path& file, const ReadOptions& given, const SequenceSink& sink,
              const RemarkSink& all_remarks, const JobContext& context) {
  const RemarkSink remark = said_once(all_remarks);
  const ReadOptions options = options_with_mapping(given);
  TextScanner text(file, context);
  const BvhSkeleton skeleton = parse_bvh_hierarchy(text);
  const BvhMotion motion = parse_bvh_motion(text, skeleton, context);
  if (motion.rows.empty()) throw FormatError(file, "MOTION", "at least one frame", "none");

  Sequence common;
  common.take = id_part(file.stem().string());
  common.view = "world";
  common.source = file;
  common.frames_per_second = frames_per_second(motion, text, options, remark);
  std::vector<float> all = bvh_positions(skeleton, motion.rows, context);
  std::vector<Sequence> sequences;
  std::vector<float> poses;  // of all performers: one file has one unit and one up axis
  for (BvhPerformer& performer : bvh_performers(file, skeleton, options, remark)) {
    Sequence& sequence = sequences.emplace_back(common);
    sequence.subject = id_part(performer.subject(subject_of(common.take)));
    sequence.positions_mm = positions_of(performer.branch, skeleton.joints.size(), all);
    if (options.mapping.empty()) settle_head(skeleton, performer, sequence.positions_mm, remark);
    sequence.joints = std::make_shared<const JointSet>(std::move(performer.set));
    const std::vector<float> own = guessable_poses(*sequence.joints, sequence.positions_mm);
    poses.insert(poses.end(), own.begin(), own.end());
  }
  const BodyFrame frame = settle_body_frame(file, options, std::nullopt, poses, remark);
  remark_rows(motion, sequences.front().frames(), remark);
  for (Sequence& sequence : sequences) {
    sequence.up = frame.up;
    to_millimetres(sequence.positions_mm, frame.millimetres_per_unit);
    sink(std::move(sequence));
  }
}

}  // namespace

Reader bvh_reader() { return {"bvh", "BVH", recognises_bvh, read_bvh}; }

}  // namespace solopose
