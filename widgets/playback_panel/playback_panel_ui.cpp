#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolBar>
#include <QVBoxLayout>

#include "render/skeleton/skeleton_view.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/plain_text.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/session/cursor.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr int least_side_width = 256;

QLabel* centred_label(QWidget* parent, const char* role) {
  auto* label = new QLabel(parent);
  label->setProperty("role", role);
  label->setAlignment(Qt::AlignCenter);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

}  // namespace

void PlaybackPanel::Private::build() {
  pages = new QStackedWidget(q);
  pages->addWidget(buildContent());
  pages->addWidget(buildEmpty());
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
  side = new QSplitter(Qt::Vertical, content);
  side->setChildrenCollapsible(false);
  side->addWidget(view_3d);
  side->addWidget(tabs);
  side->setSizes({400, 300});
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

QWidget* PlaybackPanel::Private::buildVideoSide(QWidget* content) {
  video_side = new QWidget(content);
  video_pages = new QStackedWidget(video_side);
  stage = new VideoStage(&data, video_pages);
  auto* without = new QWidget(video_pages);
  no_video = centred_label(without, "muted");
  empty_open = new QPushButton(without);
  auto* column = new QVBoxLayout(without);
  column->setContentsMargins(24, 24, 24, 24);
  column->setSpacing(12);
  column->addStretch(2);
  column->addWidget(no_video);
  column->addWidget(empty_open, 0, Qt::AlignHCenter);
  column->addStretch(3);
  video_pages->addWidget(stage);
  video_pages->addWidget(without);
  status = new QLabel(video_side);
  status->setProperty("role", "muted");
  status->setContentsMargins(10, 2, 10, 4);
  status->setTextFormat(Qt::PlainText);
  status->setWordWrap(true);
  auto* all = new QVBoxLayout(video_side);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addWidget(video_pages, 1);
  all->addWidget(status);
  return video_side;
}

void PlaybackPanel::Private::fillTools() {
  tools->addAction(actions.open_video);
  tools->addWidget(view_choice);
  tools->addAction(actions.grid);
  tools->addSeparator();
  for (QAction* action : {actions.fit, actions.full_screen}) tools->addAction(action);
  tools->addSeparator();
  for (QAction* action :
       {actions.show_truth, actions.show_predictions, actions.confidence, actions.view_3d, actions.plots})
    tools->addAction(action);
  tools->addSeparator();
  for (QAction* action : {actions.predict, actions.export_film}) tools->addAction(action);
}

QWidget* PlaybackPanel::Private::buildEmpty() {
  auto* page = new QWidget(q);
  empty_title = centred_label(page, "heading");
  empty_text = centred_label(page, "muted");
  empty_next = new QPushButton(page);
  empty_next->setProperty("role", "primary");
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(24, 24, 24, 24);
  column->setSpacing(8);
  column->addStretch(2);
  column->addWidget(empty_title);
  column->addWidget(empty_text);
  column->addSpacing(8);
  column->addWidget(empty_next, 0, Qt::AlignHCenter);
  column->addStretch(3);
  return page;
}

void PlaybackPanel::Private::refreshEmpty() {
  empty_title->setText(session->hasProject() ? tr("Nothing to play") : tr("No project"));
  empty_text->setText(session->hasProject() ? tr("Import data, or open a video: it plays without calibration")
                                            : tr("Open a project to play its videos"));
  const QAction* next =
      session->hasProject() ? actions.open_video : registry->action(QStringLiteral("file.open"));
  empty_next->setVisible(next != nullptr);
  if (next != nullptr) empty_next->setText(plain_text(next->text()));

  QString text = tr("This sequence has no video");
  const auto& missing = data.missingVideos();
  if (missing.size() == 1) text = tr("Its video is not there:\n%1").arg(missing.front());
  if (missing.size() > 1)
    text = tr("None of its %n videos is there, for instance:\n%1", nullptr, static_cast<int>(missing.size()))
               .arg(missing.front());
  no_video->setText(text + QStringLiteral("\n\n") + tr("Any video can be opened or dropped here and played"));
  empty_open->setText(plain_text(actions.open_video->text()));
}

void PlaybackPanel::Private::refreshStatus() {
  QStringList parts;
  const PlaybackView* view = data.mainView();
  if (const VideoFacts* facts = view == nullptr ? nullptr : data.factsOf(*view)) {
    const QLocale locale = q->locale();
    parts << QString::fromStdString(view->file.filename().string())
          << tr("%1 × %2").arg(facts->size.width()).arg(facts->size.height())
          << tr("%1 frames/s").arg(locale.toString(facts->frames_per_second, 'g', 5))
          << tr("%n frame(s)", nullptr, static_cast<int>(facts->frames));
    if (facts->variable_rate) parts << tr("variable rate");
    const bool known = data.mainGeometry().camera().has_value();
    parts << (known ? tr("calibrated") : tr("camera not known"));
  }
  for (QString& part : parts) part.replace(QLatin1Char(' '), QChar::Nbsp);  // lines break between them
  status->setText(parts.join(QStringLiteral(" · ")));
  status->setVisible(!parts.isEmpty());
}

void PlaybackPanel::Private::retranslate() {
  tabs->setTabText(0, tr("Skeletons"));
  tabs->setTabText(1, tr("Predict"));
  view_choice->setToolTip(tr("Which of the synchronised videos"));
  refreshEmpty();
  refreshStatus();
}

}  // namespace solopose
