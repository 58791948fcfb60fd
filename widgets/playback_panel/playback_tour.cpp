#include <algorithm>

#include <QAction>
#include <QComboBox>
#include <QPushButton>

#include "core/models/shipped_models.h"
#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/session/session.h"
#include "widgets/shared/model_name.h"

namespace solopose {
namespace {

void go_to_most_videos(const Session& session) {
  const auto catalog = session.catalog();
  const auto most = std::ranges::max_element(
      catalog->sequences, {}, [](const SequenceRecord& sequence) { return sequence.videos.size(); });
  if (most != catalog->sequences.end())
    session.cursor()->setSequence(most->id, most->frames, most->frames / 2);
}

}  // namespace

std::vector<TourStop> PlaybackPanel::tourStops() {
  PredictPage* page = predictPage();
  // The runs of the tour are too short to say anything sensible.
  const auto choose_demo_model = [page] {
    const int row = page->modelChoice()->findText(model_name(demo_model_file().value_or("demo")));
    if (row >= 0) page->modelChoice()->setCurrentIndex(row);
  };
  QAction* grid = d_->actions.grid;
  const auto turn_grid = [grid] { grid->trigger(); };
  QAction* correct = d_->actions.correct;
  JointCorrection* correction = &d_->correction;
  const auto move_wrist = [this, correct, correction] {
    correct->trigger();
    correction->nudge(data()->mainIndex(), Joint::left_wrist, {30, -20});
  };
  const auto move_back = [correct, correction] {
    correction->giveUp();
    correct->trigger();
  };
  return {
      {.prepare = [this] { go_to_most_videos(*d_->session); }},
      {.prepare = [this, page] { showPage(page); }},
      {.picture = QStringLiteral("predict"), .prepare = choose_demo_model},
      {.prepare = [page] { page->startButton()->click(); },
       .possible = [this, page] { return page->order() && data()->predictions()->models().empty(); }},
      {.picture = QStringLiteral("grid"),
       .prepare = turn_grid,
       .possible = [grid] { return grid->isEnabled(); },
       .tidy = turn_grid},
      {.picture = QStringLiteral("move-joints"),
       .prepare = move_wrist,
       .possible = [correction] { return correction->partner().has_value(); },
       .tidy = move_back},
      {.prepare = [this] { showPage(skeletonsPage()); }},
  };
}

}  // namespace solopose
