#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel_private.h"

namespace solopose {
namespace {

/// Real, and far too short to learn much.
TrainingOptions short_training(LossKind loss) {
  TrainingOptions options;
  options.loss = loss;
  options.network.head.kind = loss == LossKind::cross_entropy ? HeadKind::heat_map : HeadKind::regression;
  options.frames_stage.steps = 40;
  options.clips_stage.steps = 20;
  options.epoch_steps = 10;
  options.validation_clips = 10;
  return options;
}

}  // namespace

// The form before anything was trained, then two runs side by side.
std::vector<TourStop> TrainingPanel::tourStops() {
  const QString heat_maps = QStringLiteral("heat-maps");
  const QString regression = QStringLiteral("regression");
  const auto train = [this](const QString& name, LossKind loss) {
    return TourStop{.prepare =
                        [this, name, loss] {
                          form()->setOptions(short_training(loss));
                          form()->setRunName(name);
                          Q_EMIT form()->startAsked();
                        },
                    .possible = [this] { return d_->actions.start->isEnabled(); },
                    .lose_patience = [this] { queue()->stopEarly(); }};
  };
  const auto look = [this](const QStringList& chosen, Page page) {
    return [this, chosen, page] {
      selectRuns(chosen);
      showPage(page);
    };
  };
  std::vector<TourStop> stops;
  if (runs()->rowCount() == 0 && form()->problem().isEmpty()) {
    stops.push_back({.picture = QStringLiteral("before")});
    stops.push_back(train(heat_maps, LossKind::cross_entropy));
    stops.push_back(train(regression, LossKind::mean_squared_error));
  }
  stops.push_back(
      {.picture = QStringLiteral("compared"), .prepare = look({heat_maps, regression}, Page::options)});
  stops.push_back(
      {.picture = QStringLiteral("worst-clips"), .prepare = look({heat_maps}, Page::worst_clips)});
  const auto evaluate = [this](const QString& run) {
    return TourStop{.prepare =
                        [this, run] {
                          selectRuns({run});
                          EvaluateOptions options;
                          options.model = d_->chosen()->folder;
                          d_->evaluateRun(options);
                        },
                    .possible =
                        [this, run] {
                          selectRuns({run});
                          return d_->actions.evaluate->isEnabled();
                        },
                    .once = true};
  };
  for (const QString& run : {heat_maps, regression}) stops.push_back(evaluate(run));
  stops.push_back({.prepare = [this] { showPage(Page::runs); }});
  return stops;
}

}  // namespace solopose
