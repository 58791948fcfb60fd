#include "widgets/playback_panel/missing_here.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

#include "widgets/playback_panel/playback_data.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(solopose::PlaybackPanel)
};

QString without_pose_text(const PredictedBy& model) { return Words::tr("%1: no pose").arg(model.name); }

/// Those that are shown, with what is measured of them.
std::vector<std::pair<const PredictedBy*, const ModelMetrics*>> shown_models(const PlaybackData& data,
                                                                             const PoseMetrics& metrics) {
  std::vector<std::pair<const PredictedBy*, const ModelMetrics*>> found;
  for (const PredictedBy& model : data.predictions()->models())
    if (const ModelMetrics* measured = model.shown ? metrics.of(model.fingerprint) : nullptr)
      found.emplace_back(&model, measured);
  return found;
}

QString joints_missing_text(const JointMask& joints) {
  if (joints.all()) return Words::tr("No pose in this frame");
  QStringList names;
  for (int joint = 0; joint < joint_count; ++joint)
    if (joints[static_cast<std::size_t>(joint)]) names << joint_text(static_cast<Joint>(joint));
  return Words::tr("Missing in this frame: %1").arg(names.join(QStringLiteral(", ")));
}

}  // namespace

std::vector<TimelineSpan> spans_without_pose(const PlaybackData& data) {
  const PoseMetricsPtr metrics = data.metrics();
  std::vector<TimelineSpan> spans;
  if (!metrics) return spans;
  for (const auto& [model, measured] : shown_models(data, *metrics))
    for (const FrameRun& run : measured->without_pose)
      spans.push_back(
          {run.first, run.last, Theme::instance().prediction(model->colour), without_pose_text(*model)});
  return spans;
}

bool lacks_something(const PlaybackData& data, const SceneOptions& shown) {
  const PoseMetricsPtr metrics = data.metrics();
  if (!metrics || data.cloud() != nullptr) return false;
  const auto models = shown_models(data, *metrics);
  const bool some_model =
      std::ranges::any_of(models, [](const auto& each) { return !each.second->without_pose.empty(); });
  return (shown.truth && metrics->truth_gaps.any()) || (shown.predictions && some_model);
}

QString missing_here(const PlaybackData& data, const SceneOptions& shown, qint64 frame) {
  if (!lacks_something(data, shown)) return {};
  const PoseMetricsPtr metrics = data.metrics();
  QStringList parts;
  const JointMask missing = missing_joints(pose_at(metrics->truth_mm, frame)) & metrics->truth_gaps;
  if (shown.truth && missing.any()) parts << joints_missing_text(missing);
  const auto has_frame = [frame](const FrameRun& run) { return run.first <= frame && frame <= run.last; };
  if (shown.predictions)
    for (const auto& [model, measured] : shown_models(data, *metrics))
      if (std::ranges::any_of(measured->without_pose, has_frame)) parts << without_pose_text(*model);
  return parts.join(QStringLiteral(" · "));
}

}  // namespace solopose
