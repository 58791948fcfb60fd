#include "widgets/inspector/inspector.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

#include "core/augmotion/kabsch.h"
#include "core/project/placement.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/inspector/facts_view.h"
#include "widgets/inspector/front_view.h"
#include "widgets/inspector/joint_table_model.h"
#include "widgets/inspector/stick_figure.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/flow_layout.h"

namespace solopose {
namespace {

constexpr std::size_t pose_size = static_cast<std::size_t>(joint_count) * 3;
constexpr int row_height = 20;
constexpr int least_width = 232;
enum FrameRow { dataset_row, universal_row };

constexpr int between_poses_ms = 50;  // nobody reads figures that change faster

}  // namespace

Inspector::Inspector(const PanelContext& context, QWidget* parent)
    : Panel(parent), session_(context.session), actions_(context.actions) {
  build();
  addActions();
  connect(session_, &Session::catalogChanged, this, &Inspector::followCatalog);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &Inspector::followSequence);
  connect(session_->cursor(), &Cursor::frameChanged, this, &Inspector::followFrame);
  rest_.setSingleShot(true);
  rest_.setInterval(between_poses_ms);
  connect(&rest_, &QTimer::timeout, this, [this] {
    if (std::exchange(behind_, false)) followFrame();
  });
  connect(session_->poses(), &PoseCache::loaded, this, [this](SequenceId sequence) {
    if (sequence != session_->cursor()->sequence() || poses_ != nullptr) return;
    if (const SequenceRecord* shown = record()) poses_ = session_->poses()->poses(*shown);
    updatePose();
  });
  connect(session_->poses(), &PoseCache::failed, this, [this](SequenceId sequence, const QString& error) {
    if (sequence != session_->cursor()->sequence()) return;
    load_error_ = error;
    updatePose();
  });
  connect(frame_choice_, &QComboBox::currentIndexChanged, this, &Inspector::updatePose);
  retranslate();
  followSequence();
}

void Inspector::build() {
  facts_ = new FactsView;
  figure_ = new StickFigure;
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 6, 0, 0);
  column->setSpacing(6);
  column->addWidget(figure_);
  column->addWidget(facts_);
  column->addWidget(buildJoints());
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(content);
  scroll->setMinimumWidth(least_width);

  empty_ = new QLabel;
  empty_->setProperty("role", "muted");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setMargin(16);
  pages_ = new QStackedWidget;
  pages_->addWidget(scroll);
  pages_->addWidget(empty_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);
}

QWidget* Inspector::buildJoints() {
  joints_title_ = new QLabel;
  joints_title_->setProperty("role", "heading");
  frame_choice_ = new ElidedComboBox;
  frame_choice_->addItem(QString());
  frame_choice_->addItem(QString());
  joints_ = new JointTableModel(this);
  table_ = new QTableView;
  table_->setModel(joints_);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(row_height);
  table_->verticalHeader()->setMinimumSectionSize(row_height);
  // Names may be shortened, numbers never.
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->setShowGrid(false);
  table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->setStyleSheet(QStringLiteral("QTableView::item { border: none; padding: 0 4px; }"));
  table_->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
  table_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  table_->installEventFilter(this);

  auto* section = new QWidget;
  auto* header = new FlowLayout(8, 4);  // one above the other in a narrow inspector
  header->addWidget(joints_title_);
  header->addWidget(frame_choice_);
  auto* header_margins = new QVBoxLayout;
  header_margins->setContentsMargins(10, 0, 8, 0);
  header_margins->addLayout(header);
  auto* layout = new QVBoxLayout(section);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(header_margins);
  layout->addWidget(table_);
  return section;
}

void Inspector::addActions() {
  actions_->add({.id = "edit.copy-joints",
                 .text = [] { return tr("Copy joint coordinates"); },
                 .menu = [] { return tr("&Edit"); },
                 .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                 .icon = "copy",
                 .checkable = false,
                 .run = [this](bool) { copyJoints(); }});
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  table_->addAction(actions_->action(QStringLiteral("edit.copy-joints")));
}

void Inspector::retranslate() {
  empty_->setText(tr("Choose a sequence to see what is known about it"));
  frame_choice_->setItemText(dataset_row, tr("Dataset frame"));
  frame_choice_->setItemText(universal_row, tr("Universal frame"));
  frame_choice_->setToolTip(tr("The frame the coordinates are given in"));
  joints_->retranslate();
}

void Inspector::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    followCatalog();
  }
  QWidget::changeEvent(event);
}

const SequenceRecord* Inspector::record() const {
  return session_->catalog()->sequence(session_->cursor()->sequence());
}

const SequenceAlignment* Inspector::aligned() const {
  return placement_of(*session_->catalog(), session_->cursor()->sequence());
}

void Inspector::followSequence() {
  load_error_.clear();
  followCatalog();
}

void Inspector::followCatalog() {
  const SequenceRecord* shown = record();
  poses_ = shown == nullptr ? nullptr : session_->poses()->poses(*shown);  // a repair makes them others
  pages_->setCurrentIndex(shown == nullptr ? 1 : 0);
  if (QAction* copy = actions_->action(QStringLiteral("edit.copy-joints")))
    copy->setEnabled(shown != nullptr);
  facts_->setFacts(shown == nullptr ? std::vector<Fact>() : facts_of(*session_->catalog(), *shown));
  if (auto* rows = qobject_cast<QStandardItemModel*>(frame_choice_->model())) {
    rows->item(universal_row)->setEnabled(aligned() != nullptr);
  }
  if (aligned() == nullptr) frame_choice_->setCurrentIndex(dataset_row);
  updatePose();
}

/// At once, and then at rest for a while: a film that plays has the time for its pictures.
void Inspector::followFrame() {
  behind_ = rest_.isActive();
  if (behind_) return;
  updatePose();
  rest_.start();
}

void Inspector::updatePose() {
  const SequenceRecord* shown = record();
  const qint64 frame = session_->cursor()->frame();
  joints_title_->setText(tr("Joints at frame %1, mm").arg(QLocale().toString(frame)));
  const std::size_t first = static_cast<std::size_t>(std::max<qint64>(0, frame)) * pose_size;
  if (shown == nullptr || poses_ == nullptr || poses_->size() < first + pose_size) {
    joints_->setPose({});
    return figure_->clear(load_error_.isEmpty() ? tr("Loading…") : load_error_);
  }
  std::vector<float> pose(poses_->begin() + static_cast<std::ptrdiff_t>(first),
                          poses_->begin() + static_cast<std::ptrdiff_t>(first + pose_size));
  const SequenceAlignment* place = aligned();
  std::vector<float> universal = pose;
  if (place != nullptr) transform_points(place->universal_from_dataset, pose, universal);
  joints_->setPose(place != nullptr && frame_choice_->currentIndex() == universal_row ? universal : pose);
  drawFigure(place != nullptr ? universal : pose, *shown, place);
}

void Inspector::drawFigure(const std::vector<float>& pose_mm, const SequenceRecord& shown,
                           const SequenceAlignment* place) {
  const std::optional<ViewPlane> plane = place != nullptr
                                             ? universal_front(session_->catalog()->alignment->reference_mm)
                                             : body_front(pose_mm, shown.up);
  if (!plane) return figure_->clear(tr("Too many joints are missing to tell the front"));
  figure_->setPose(flatten(pose_mm, *plane));
  if (figure_->jointsShown() == 0) figure_->clear(tr("Every joint is missing in this frame"));
}

void Inspector::copyJoints() {
  QModelIndexList cells = table_->selectionModel()->selectedIndexes();
  if (cells.isEmpty()) {
    for (int row = 0; row < joints_->rowCount(); ++row) {
      for (int column = 0; column < joints_->columnCount(); ++column) cells << joints_->index(row, column);
    }
  }
  QApplication::clipboard()->setText(joints_->asText(cells));
}

bool Inspector::eventFilter(QObject* watched, QEvent* event) {
  if (watched == table_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
    copyJoints();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace solopose
