#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/actions/action_button.h"
#include "widgets/key_frames_panel/cluster_plot.h"
#include "widgets/key_frames_panel/key_frame_options_bar.h"
#include "widgets/key_frames_panel/key_frames_panel.h"
#include "widgets/key_frames_panel/tilt_plot.h"
#include "widgets/session/session.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/flow_layout.h"

namespace solopose {

namespace {

QToolButton* icon_button_for(QAction* action, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

}  // namespace

void KeyFramesPanel::build() {
  pages_ = new QStackedWidget(this);
  pages_->addWidget(buildPlots());
  empty_ = new EmptyPage(actions_, this);
  connect(empty_, &EmptyPage::retryWanted, this, &KeyFramesPanel::followSequence);
  pages_->addWidget(empty_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(pages_);
}

QWidget* KeyFramesPanel::buildPlots() {
  auto* page = new QWidget(this);
  title_ = new QLabel(page);
  title_->setProperty("role", "heading");
  words_ = new QLabel(page);
  words_->setProperty("role", "muted");
  words_->setTextFormat(Qt::RichText);
  words_->setWordWrap(true);
  align_ = new QPushButton(page);
  align_->setProperty("role", "primary");
  connect(align_, &QPushButton::clicked, this, [this] { session_->align(options_); });
  legend_ = new QLabel(page);
  legend_->setTextFormat(Qt::RichText);
  legend_->setWordWrap(true);
  options_bar_ = new KeyFrameOptionsBar(page);
  clusters_ = new ClusterPlot(page);
  tilt_ = new TiltPlot(page);

  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  words->addWidget(title_);
  words->addWidget(words_);
  auto* head = new QHBoxLayout;
  head->setSpacing(12);
  head->addLayout(words, 1);
  head->addWidget(align_, 0, Qt::AlignTop);
  auto* buttons = new FlowLayout(8, 6);
  buttons->addWidget(new ActionButton(page, pick_));
  buttons->addWidget(new ActionButton(page, release_));
  buttons->addWidget(icon_button_for(go_to_, page));
  auto* plots = new QSplitter(Qt::Vertical, page);
  plots->setChildrenCollapsible(false);
  plots->addWidget(clusters_);
  plots->addWidget(tilt_);
  plots->setStretchFactor(0, 5);
  plots->setStretchFactor(1, 2);
  plots->setSizes({500, 200});

  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(12, 10, 12, 8);
  column->setSpacing(8);
  column->addLayout(head);
  column->addLayout(buttons);
  column->addWidget(options_bar_);
  column->addWidget(legend_);
  column->addWidget(plots, 1);
  return page;
}

void KeyFramesPanel::retranslateUi() {
  align_->setText(tr("Align now"));
  align_->setToolTip(
      tr("Measure the bodies, choose key frames and bring every sequence into the universal frame"));
}

}  // namespace solopose
