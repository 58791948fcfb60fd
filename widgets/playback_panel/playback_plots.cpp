#include <algorithm>
#include <cmath>

#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

/// The largest known value of all curves, a little rounded up; `least` at least.
float top_of(const TimelinePlot& plot, float least) {
  float top = least;
  for (const TimelinePlot::Curve& curve : plot.curves) {
    // A few wild frames would flatten all the others: what nearly all stay under decides.
    std::vector<float> known;
    std::ranges::copy_if(*curve.values, std::back_inserter(known), [](float v) { return std::isfinite(v); });
    if (known.empty()) continue;
    const auto place = known.begin() + static_cast<std::ptrdiff_t>(known.size() * 98 / 100);
    std::ranges::nth_element(known, place);
    top = std::max(top, 1.1F * *place);
  }
  return top;
}

float bottom_of(const TimelinePlot& plot, float top) {
  float bottom = top;
  for (const TimelinePlot::Curve& curve : plot.curves)
    for (const float value : *curve.values)
      if (std::isfinite(value)) bottom = std::min(bottom, value);
  return bottom;
}

/// 1 where the sides of the landmarks were exchanged, over the frames of the cursor.
std::shared_ptr<const std::vector<float>> exchanged_sides_of(const PlaybackData& data,
                                                             const PredictedBy& model) {
  const PlaybackView* view = data.mainView();
  const PredictionPtr prediction = view == nullptr ? nullptr : model.of(view->file);
  if (!prediction || std::ranges::count(prediction->exchanged, 1) == 0) return nullptr;
  const FrameMap map = data.mainMap();
  std::vector<float> values;
  for (qint64 frame = 0; frame < data.session()->cursor()->frameCount(); ++frame) {
    const std::int64_t row = map.video_frame(frame) - prediction->first;
    const bool known = row >= 0 && row < std::ssize(prediction->exchanged);
    values.push_back(known ? static_cast<float>(prediction->exchanged[static_cast<std::size_t>(row)]) : 0);
  }
  return std::make_shared<const std::vector<float>>(std::move(values));
}

}  // namespace

std::vector<TimelinePlot> playback_plots(const PlaybackData& data) {
  const PoseMetricsPtr metrics = data.metrics();
  if (!metrics) return {};
  const Theme& theme = Theme::instance();
  TimelinePlot error{PlaybackPanel::tr("Error"), PlaybackPanel::tr("mm"), 0, 0, 0, {}};
  TimelinePlot speed{PlaybackPanel::tr("Speed"), PlaybackPanel::tr("m/s"), 1, 0, 0, {}};
  TimelinePlot bone{PlaybackPanel::tr("Bone"), PlaybackPanel::tr("mm"), 0, 0, 0, {}};
  TimelinePlot confidence{PlaybackPanel::tr("Confidence"), {}, 2, 0, 1, {}};
  TimelinePlot expected{PlaybackPanel::tr("Expected error"), PlaybackPanel::tr("mm"), 0, 0, 0, {}};
  TimelinePlot sides{PlaybackPanel::tr("Sides exchanged"), {}, 0, 0, 1, {}};
  if (metrics->truth_speed_m_per_s) {
    const QString name = PlaybackPanel::tr("truth");
    speed.curves.push_back({name, theme.mutedText(), metrics->truth_speed_m_per_s});
    bone.curves.push_back({name, theme.mutedText(), metrics->truth_bone_mm});
  }
  for (const PredictedBy& by : data.predictions()->models()) {
    const ModelMetrics* model = by.shown ? metrics->of(by.fingerprint) : nullptr;
    if (model == nullptr) continue;
    const QColor colour = theme.prediction(by.colour);
    if (model->error_mm) error.curves.push_back({by.name, colour, model->error_mm});
    speed.curves.push_back({by.name, colour, model->speed_m_per_s});
    bone.curves.push_back({by.name, colour, model->bone_mm});
    if (model->expected_error_mm)
      expected.curves.push_back({by.name, colour, model->expected_error_mm});
    else
      confidence.curves.push_back({by.name, colour, model->confidence});
    if (auto exchanged = exchanged_sides_of(data, by)) sides.curves.push_back({by.name, colour, exchanged});
  }
  error.high = top_of(error, 50);
  expected.high = top_of(expected, 50);
  speed.high = top_of(speed, 0.5F);
  bone.high = top_of(bone, 10);
  bone.low = 0.9F * bottom_of(bone, bone.high);
  std::vector<TimelinePlot> plots;
  for (TimelinePlot* plot : {&error, &expected, &speed, &bone, &confidence, &sides})
    if (!plot->curves.empty()) plots.push_back(std::move(*plot));
  return plots;
}

}  // namespace solopose
