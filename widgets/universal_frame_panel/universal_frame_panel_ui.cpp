#include <utility>

#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSpinBox>
#include <QSplitter>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/universal_frame_panel/alignment_side.h"
#include "widgets/universal_frame_panel/universal_frame_panel_private.h"

namespace solopose {
namespace {

constexpr int kTransition_ms = 350;
constexpr int kUprightFrom_px = 800;  // narrower than this, the tables go under the scene
constexpr int kSide_px = 470;
// One over the other, each stays worth looking at: where both do not fit, the panel scrolls.
constexpr int kLeastScene_px = 200;
constexpr int kLeastTables_px = 220;
constexpr int kTrailDefault = 30;

}  // namespace

void UniversalFramePanel::Private::build() {
  auto* layout = new QVBoxLayout(panel);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  buildToolBar(layout);

  auto* left = new QWidget(panel);
  auto* left_layout = new QVBoxLayout(left);
  left_layout->setContentsMargins(0, 0, 0, 0);
  left_layout->setSpacing(0);
  view = SkeletonView::create(left);
  left_layout->addWidget(view, 1);
  auto* below = new QHBoxLayout;
  below->setContentsMargins(8, 4, 8, 4);
  count = new QLabel(left);
  count->setProperty("role", "muted");
  count->setObjectName(QStringLiteral("count"));
  status = new QLabel(left);
  status->setObjectName(QStringLiteral("status"));
  status->setTextInteractionFlags(Qt::TextSelectableByMouse);
  status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  below->addWidget(count);
  below->addWidget(status, 1);
  left_layout->addLayout(below);

  side = new AlignmentSide(session, panel);
  splitter = new QSplitter(panel);
  splitter->addWidget(left);
  splitter->addWidget(side);
  splitter->setStretchFactor(0, 1);
  splitter->setStretchFactor(1, 0);
  splitter->setChildrenCollapsible(false);
  layout->addWidget(splitter, 1);

  refresh_soon.setSingleShot(true);
  refresh_soon.setInterval(0);
  transition.setDuration(kTransition_ms);
  transition.setEasingCurve(QEasingCurve::InOutCubic);
}

void UniversalFramePanel::Private::buildToolBar(QVBoxLayout* layout) {
  bar = new QToolBar(panel);
  bar->setIconSize({16, 16});
  show = new QComboBox(bar);
  show->setObjectName(QStringLiteral("show"));
  show->addItems({{}, {}, {}});
  show->setFocusPolicy(Qt::NoFocus);
  look = new QToolButton(bar);
  look->setPopupMode(QToolButton::InstantPopup);
  auto* look_menu = new QMenu(look);
  for (QAction* action : actions.look) look_menu->addAction(action);
  look_menu->addSeparator();
  look_menu->addAction(actions.orthographic);
  look->setMenu(look_menu);
  extras = new QToolButton(bar);
  extras->setPopupMode(QToolButton::InstantPopup);
  auto* extras_menu = new QMenu(extras);
  extras_menu->addActions({actions.axes, actions.floor, actions.reference_points});
  extras->setMenu(extras_menu);
  trail_length = new QSpinBox(bar);
  trail_length->setObjectName(QStringLiteral("trail-length"));
  trail_length->setRange(3, 600);
  trail_length->setValue(kTrailDefault);
  trail_length->setFocusPolicy(Qt::ClickFocus);

  bar->addAction(actions.aligned);
  bar->addAction(actions.beside);
  bar->addSeparator();
  bar->addWidget(show);
  bar->addAction(actions.at_key_frames);
  bar->addSeparator();
  bar->addAction(actions.trail);
  trail_place = bar->addWidget(trail_length);
  bar->addSeparator();
  bar->addAction(actions.measure);
  bar->addWidget(look);
  bar->addAction(actions.frame_all);
  bar->addWidget(extras);
  if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(actions.aligned))) {
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  }
  layout->addWidget(bar);
}

void UniversalFramePanel::Private::retranslate() {
  show->setItemText(0, tr("Key frames of all"));
  show->setItemText(1, tr("Current take's views"));
  show->setItemText(2, tr("Cursor only"));
  show->setToolTip(tr("Which skeletons to show"));
  look->setText(tr("View"));
  look->setToolTip(tr("Fixed views"));
  extras->setText(tr("Show"));
  extras->setToolTip(tr("Axes, floor and reference points"));
  trail_length->setSuffix(tr(" frames"));
  trail_length->setToolTip(tr("How far the ghost trail goes back and forth"));
  refreshStatus();
}

void UniversalFramePanel::Private::refreshActions() {
  const UniversalSceneOptions& options = scene.options();
  const auto set = static_cast<std::size_t>(options.set);
  actions.show[set]->setChecked(true);
  show->setCurrentIndex(static_cast<int>(set));
  actions.at_key_frames->setChecked(scene.atKeyFrames());
  actions.axes->setChecked(options.axes);
  actions.floor->setChecked(options.floor);
  actions.reference_points->setChecked(options.reference_points);
  actions.beside->setChecked(options.beside);
  actions.beside->setEnabled(scene.aligned());
  actions.aligned->setEnabled(scene.aligned() && !options.beside);
  actions.clear_measure->setEnabled(actions.measure->isChecked());
  trail_place->setVisible(actions.trail->isChecked());
  view->setCursor(actions.measure->isChecked() ? Qt::CrossCursor : Qt::ArrowCursor);
}

void UniversalFramePanel::Private::refreshStatus() {
  const QLocale locale;
  if (scene.available() > scene.shown()) {
    count->setText(tr("%1 of %2 sequences")
                       .arg(locale.toString(static_cast<qulonglong>(scene.shown())),
                            locale.toString(static_cast<qulonglong>(scene.available()))));
    count->setToolTip(
        tr("At most %1 skeletons are shown at once, the same share of every dataset").arg(most_skeletons));
  } else {
    count->setText(tr("%Ln sequence(s)", nullptr, static_cast<int>(scene.shown())));
    count->setToolTip({});
  }
  const bool beside = scene.options().beside && scene.aligned();
  const QString sides =
      beside ? tr("From the front, left: before, in the world; right: after, in the universal frame")
             : QString();
  const QString text = actions.measure->isChecked() ? measure.text(view->scene().measure)
                       : hovered.isEmpty()          ? sides
                                                    : hovered;
  status->setText(text);
  status->setToolTip(text);
}

void UniversalFramePanel::Private::layOut(int width) {
  const bool beside = width >= kUprightFrom_px;
  const Qt::Orientation wanted = beside ? Qt::Horizontal : Qt::Vertical;
  if (splitter->orientation() != wanted) {
    splitter->setOrientation(wanted);
    const int length = beside ? width : panel->height();
    splitter->setSizes({length * 3 / 5, length * 2 / 5});  // the scene first: the tables scroll
  }
  side->setUpright(beside);
  side->setMinimumWidth(beside ? kSide_px : 0);
  view->setMinimumHeight(beside ? 0 : kLeastScene_px);
  side->setMinimumHeight(beside ? 0 : kLeastTables_px);
}

// Hidden, a splitter knows no sizes but its widgets' smallest.
void UniversalFramePanel::Private::applySizes() {
  if (panel->isVisible() && !wanted_sizes.isEmpty()) splitter->setSizes(std::exchange(wanted_sizes, {}));
}

}  // namespace solopose
