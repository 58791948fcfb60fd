#pragma once

#include <span>
#include <string_view>

#include <QColor>
#include <QIcon>
#include <QString>

#include "core/base/frame_run.h"
#include "core/project/verdict.h"
#include "core/quality/finding.h"
#include "widgets/quality_panel/finding_row.h"

namespace solopose {

QString state_text(FindingState state);  ///< "Open"
QString verdict_text(Verdict verdict);   ///< "Rejected": the state that it leads to
QIcon state_icon(FindingState state);
/// Of marks on the timeline: red while it needs a person.
QColor state_colour(FindingState state);

QString frames_text(const FrameRun& frames);  ///< "120" or "120–134"
QString frames_text(const Finding& finding);
QString joints_text(const JointMask& joints);  ///< "Left knee, left ankle", or "Whole body"
QString short_joints_text(
    const JointMask& joints);  ///< the same, or "12 joints" where they are more than a few
/// Three digits that mean something, with the unit: "14.2°", "0.031", "1,240 mm".
QString score_text(float score, std::string_view unit);
QString unit_text(std::string_view unit);  ///< as it stands behind a number, with its space

/// Of each reviewer who has judged it the newest: "Rejected by Ann · Accepted by Zoe"; empty where all agree.
/// `verdicts`: of its sequence, oldest first.
QString opinions_line(const Finding& finding, std::span<const VerdictRecord> verdicts);

/// "120–134: Bone length, the left shin is 38 mm longer than usual"
QString finding_line(const Finding& finding);

}  // namespace solopose
