#include <algorithm>

#include <QAction>
#include <QComboBox>
#include <QPushButton>

#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/session/session.h"

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
    const int row = page->modelChoice()->findText(PredictPage::tr("Demo model"));
    if (row >= 0) page->modelChoice()->setCurrentIndex(row);
  };
  QAction* grid = d_->actions.grid;
  const auto turn_grid = [grid] { grid->trigger(); };
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
      {.prepare = [this] { showPage(skeletonsPage()); }},
  };
}

}  // namespace solopose
