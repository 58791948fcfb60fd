#pragma once

#include <QString>

#include "core/runs/run_folder.h"

namespace solopose {

QString run_state_text(RunState state);
bool can_resume(RunState state);
/// It ended by itself, for its error did not fall any more: more steps change nothing.
bool has_given_up(const Run& run);
/// From where: "resume goes on from step 120".
QString resume_text(const Run& run);
QString loss_text(LossKind loss);
QString target_frame_text(TargetFrame frame);
QString stage_text(const TrainingOptions& options, int stage);
/// The preset's name, or that it is none.
QString preset_text(const TrainingOptions& options);
/// Which encoder sees the frames, plainly.
QString encoder_text(const TrainingOptions& options);
QString datasets_text(const TrainingOptions& options);
/// "1:05:09"; a dash for less than nothing.
QString duration_text(double seconds);
/// Seconds of training so far.
double trained_seconds(const Run& run);
std::int64_t trained_steps(const Run& run);
/// Of the best epoch; NaN before the first.
double best_mpjpe_mm(const Run& run);
double mean_pose_mpjpe_mm(const Run& run);

}  // namespace solopose
