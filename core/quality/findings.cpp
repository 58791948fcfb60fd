#include "core/quality/findings.h"

#include <utility>

#include "core/project/catalog.h"

namespace solopose {
namespace {

bool go_together(const Finding& before, const Finding& after) {
  return before.detector == after.detector &&
         after.first_frame - before.last_frame <= most_frames_between + 1;
}

}  // namespace

void join(Finding& finding, const Finding& other) {
  finding.last_frame = std::max(finding.last_frame, other.last_frame);
  finding.is_step = false;
  // None means the whole body, which the others are part of.
  finding.joints = finding.joints.none() || other.joints.none() ? JointMask() : finding.joints | other.joints;
  if (other.score <= finding.score) return;
  finding.score = other.score;
  finding.worst_frame = other.worst_frame;
  finding.reason = other.reason;
}

std::vector<Finding> findings_of(const InspectedTrack& track, const Detector& detector,
                                 const TrackScores& scores, float threshold, const OwnFrames& own) {
  std::vector<Finding> found;
  for (std::int64_t f = own.first; f < own.end; ++f) {
    const auto at = static_cast<std::size_t>(f);
    if (!(scores.score[at] > threshold)) continue;
    Finding one;
    one.sequence = track.record.id;
    one.first_frame = one.last_frame = one.worst_frame = track.first_frame + f;
    one.joints = scores.joints[at];
    one.detector = detector.name();
    one.score = scores.score[at];
    one.threshold = threshold;
    if (!found.empty() && go_together(found.back(), one))
      join(found.back(), one);
    else
      found.push_back(std::move(one));
  }
  for (Finding& finding : found) {
    const FrameRun frames{finding.first_frame - track.first_frame, finding.last_frame - track.first_frame};
    finding.is_step = detector.is_step(track, scores, frames);
    if (finding.is_step) finding.worst_frame = finding.last_frame;
    finding.reason = detector.reason_of_run(track, scores, frames, finding.worst_frame - track.first_frame);
  }
  return found;
}

void append_part(std::vector<Finding>& findings, std::vector<Finding> next) {
  for (Finding& finding : next) {
    if (!findings.empty() && go_together(findings.back(), finding))
      join(findings.back(), finding);
    else
      findings.push_back(std::move(finding));
  }
}

}  // namespace solopose
