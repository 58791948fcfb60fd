#include "widgets/training_panel/run_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

struct RunText {
  Q_DECLARE_TR_FUNCTIONS(solopose::RunText)
};

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

QString run_state_text(RunState state) {
  switch (state) {
    case RunState::queued:
      return RunText::tr("Not started");
    case RunState::running:
      return RunText::tr("Running");
    case RunState::paused:
      return RunText::tr("Paused");
    case RunState::finished:
      return RunText::tr("Finished");
    case RunState::stopped_early:
      return RunText::tr("Stopped early");
    case RunState::cancelled:
      return RunText::tr("Stopped");
    case RunState::failed:
      return RunText::tr("Failed");
    case RunState::interrupted:
      return RunText::tr("Interrupted");
  }
  return {};
}

bool can_resume(RunState state) {
  return state == RunState::queued || state == RunState::interrupted || state == RunState::cancelled ||
         state == RunState::failed || state == RunState::stopped_early;
}

QString resume_text(const Run& run) {
  if (run.checkpoint_step == 0) return RunText::tr("resume begins it from the start");
  return RunText::tr("resume goes on from step %1").arg(QLocale().toString(qint64{run.checkpoint_step}));
}

bool has_given_up(const Run& run) {
  const int patience = run.options.early_stop_epochs;
  return patience > 0 && !run.epochs.empty() && run.epochs.back().epochs_without_progress >= patience;
}

QString loss_text(LossKind loss) {
  return loss == LossKind::cross_entropy ? RunText::tr("Heat map, cross-entropy")
                                         : RunText::tr("Regression, MSE");
}

QString target_frame_text(TargetFrame frame) {
  return frame == TargetFrame::camera ? RunText::tr("Camera") : RunText::tr("Universal");
}

QString stage_text(const TrainingOptions& options, int stage) {
  if (options.stages == StageKind::end_to_end) return RunText::tr("End to end");
  return stage == 0 ? RunText::tr("1 of 2: frames") : RunText::tr("2 of 2: clips");
}

QString preset_text(const TrainingOptions& options) {
  const std::string_view preset = options.preset();
  return preset.empty() ? RunText::tr("own size")
                        : QString::fromLatin1(preset.data(), static_cast<qsizetype>(preset.size()));
}

QString encoder_text(const TrainingOptions& options) {
  if (options.network.encoder == EncoderKind::small)
    return RunText::tr(
        "Encoder: small convolutions trained from scratch on this project's films. What it learns holds for "
        "films like these, not for video in general");
  if (options.network.encoder == EncoderKind::landmarks)
    return RunText::tr(
        "Encoder: BlazePose, frozen. The network sees its landmarks of a person and learns from motion "
        "alone, "
        "filmed by "
        "cameras "
        "put up anywhere, so no video is needed");
  if (options.clip_weights.empty())
    return RunText::tr("Encoder: CLIP’s vision transformer, frozen. It needs a file with CLIP’s weights");
  return RunText::tr("Encoder: CLIP’s vision transformer, frozen, weights from %1")
      .arg(shown_name(options.clip_weights.filename().string()));
}

QString datasets_text(const TrainingOptions& options) {
  QStringList names;
  for (const std::string& name : options.data.datasets) names.append(shown_name(name));
  return names.isEmpty() ? RunText::tr("All") : names.join(QStringLiteral(", "));
}

QString duration_text(double seconds) {
  if (!(seconds >= 0)) return QStringLiteral("–");
  const auto whole = static_cast<qint64>(std::llround(seconds));
  return QStringLiteral("%1:%2:%3")
      .arg(whole / 3600)
      .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
      .arg(whole % 60, 2, 10, QLatin1Char('0'));
}

double trained_seconds(const Run& run) {
  double seconds = run.steps.empty() ? 0 : run.steps.back().seconds;
  if (!run.epochs.empty()) seconds = std::max(seconds, run.epochs.back().seconds);
  return seconds;
}

std::int64_t trained_steps(const Run& run) {
  std::int64_t steps = run.steps.empty() ? 0 : run.steps.back().step;
  if (!run.epochs.empty()) steps = std::max(steps, run.epochs.back().step);
  return steps;
}

double best_mpjpe_mm(const Run& run) {
  return run.epochs.empty() ? unknown : run.epochs.back().best_mpjpe_mm;
}

double mean_pose_mpjpe_mm(const Run& run) {
  return run.epochs.empty() ? unknown : run.epochs.back().mean_pose_mpjpe_mm;
}

}  // namespace solopose
