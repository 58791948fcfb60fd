#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include "render/skeleton/skeleton_view.h"
#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/correction_bar.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/form_splitter.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr int least_side_width = 256;
// Tabs, model, person, frames, the button and two lines of notes.
constexpr FormSplitter::Heights side_heights{.share = 3.0 / 7, .form = 232, .view = 120};

}  // namespace

void PlaybackPanel::Private::build() {
  pages = new QStackedWidget(q);
  pages->addWidget(buildContent());
  empty = new EmptyPage(registry, q);
  pages->addWidget(empty);
  auto* column = new QVBoxLayout(q);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages);
}

QWidget* PlaybackPanel::Private::buildContent() {
  auto* content = new QWidget(q);
  tools = new QToolBar(content);
  tools->setIconSize({18, 18});
  view_choice = new QComboBox(tools);
  view_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  view_choice->setFocusPolicy(Qt::NoFocus);
  fillTools();

  view_3d = SkeletonView::create(content);
  tabs = new QTabWidget(content);
  tabs->setDocumentMode(true);
  skeletons = new SkeletonsPage(&data, tabs);
  predict_page = new PredictPage(&data, playback, tabs);
  tabs->addTab(skeletons, QString());
  tabs->addTab(predict_page, QString());
  tabs->setMinimumWidth(least_side_width);
  side = new FormSplitter(side_heights, content);
  side->addWidget(buildSceneSide(content));
  side->addWidget(tabs);
  splitter = new QSplitter(Qt::Horizontal, content);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(buildVideoSide(content));
  splitter->addWidget(side);
  splitter->setStretchFactor(0, 2);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({2 * least_side_width, least_side_width});

  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(tools);
  column->addWidget(splitter, 1);
  return content;
}

QWidget* PlaybackPanel::Private::buildSceneSide(QWidget* content) {
  scene_side = new QWidget(content);
  guessed_up = new QLabel(scene_side);
  guessed_up->setProperty("role", "muted");
  guessed_up->setContentsMargins(10, 2, 10, 4);
  guessed_up->setWordWrap(true);
  guessed_up->hide();
  lacking = new ElidedLabel(scene_side);
  lacking->setObjectName(QStringLiteral("missing-here"));
  lacking->setContentsMargins(10, 1, 10, 1);
  lacking->hide();
  auto* column = new QVBoxLayout(scene_side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(view_3d, 1);
  column->addWidget(lacking);
  column->addWidget(guessed_up);
  return scene_side;
}

QWidget* PlaybackPanel::Private::buildVideoSide(QWidget* content) {
  video_side = new QWidget(content);
  video_pages = new QStackedWidget(video_side);
  stage = new VideoStage(&data, video_pages);
  stage->setCorrection(&correction);
  correction_bar = new CorrectionBar(&correction, &data, video_side);
  no_video = new EmptyPage(registry, video_pages);
  video_pages->addWidget(stage);
  video_pages->addWidget(no_video);
  status = new QLabel(video_side);
  status->setProperty("role", "muted");
  status->setContentsMargins(10, 2, 10, 4);
  status->setTextFormat(Qt::PlainText);
  status->setWordWrap(true);
  auto* all = new QVBoxLayout(video_side);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addWidget(video_pages, 1);
  all->addWidget(correction_bar);
  all->addWidget(status);
  return video_side;
}

void PlaybackPanel::Private::fillTools() {
  tools->addAction(actions.open_video);
  tools->addWidget(view_choice);
  tools->addAction(actions.grid);
  tools->addAction(actions.correct);
  tools->addSeparator();
  for (QAction* action : {actions.fit, actions.full_screen}) tools->addAction(action);
  tools->addSeparator();
  for (QAction* action : {actions.show_truth, actions.show_predictions, actions.confidence,
                          actions.show_labels, actions.view_3d, actions.plots})
    tools->addAction(action);
  tools->addSeparator();
  for (QAction* action : {actions.predict, actions.export_film}) tools->addAction(action);
}

void PlaybackPanel::Private::refreshEmpty() {
  const QStringList open{QStringLiteral("video.open")};
  if (session->hasProject())
    empty->say(tr("Nothing to play"), tr("Import data, or open a video: it plays without calibration"), open);
  else
    empty->say(tr("Nothing to play"), tr("Open a project to play its videos, or any video"), open);

  const auto& missing = data.missingVideos();
  QStringList paragraphs;
  if (missing.size() == 1) paragraphs << tr("Its video is not there:\n%1").arg(missing.front());
  if (missing.size() > 1) {
    const int count = static_cast<int>(missing.size());
    paragraphs
        << tr("None of its %Ln videos is there, for instance:\n%1", nullptr, count).arg(missing.front());
  }
  paragraphs << tr("Any video can be opened or dropped here and played");
  no_video->say(missing.empty() ? tr("This sequence has no video") : tr("No video to show"),
                paragraphs.join(QStringLiteral("\n\n")), open);
}

void PlaybackPanel::Private::refreshStatus() {
  QStringList parts;
  const PlaybackView* view = data.mainView();
  if (const PlayedVideo* facts = view == nullptr ? nullptr : data.factsOf(*view)) {
    const QLocale locale = q->locale();
    parts << shown_name(view->file.filename().string())
          << tr("%1 × %2").arg(facts->size.width).arg(facts->size.height)
          << tr("%1 frames/s").arg(locale.toString(facts->frames_per_second, 'g', 5))
          << tr("%Ln frame(s)", nullptr, static_cast<int>(facts->frames));
    if (facts->variable_rate) parts << tr("variable rate");
    const bool known = data.mainGeometry().camera().has_value();
    parts << (known ? tr("calibrated") : tr("camera not known"));
  }
  for (QString& part : parts) part.replace(QLatin1Char(' '), QChar::Nbsp);  // lines break between them
  const QString facts = parts.join(QStringLiteral(" · "));
  status->setText((QStringList(facts) + remarks()).join(QLatin1Char('\n')));
  status->setVisible(!parts.isEmpty());
}

void PlaybackPanel::Private::retranslate() {
  tabs->setTabText(0, tr("Skeletons"));
  tabs->setTabText(1, tr("Predict"));
  guessed_up->setText(tr("Nothing tells which way is up: guessed from how the body stands"));
  view_choice->setToolTip(tr("Which of the synchronised videos"));
  refreshEmpty();
  refreshStatus();
}

}  // namespace solopose
