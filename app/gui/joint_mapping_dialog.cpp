#include "app/gui/joint_mapping_dialog.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTreeWidget>
#include <QUndoStack>
#include <QVBoxLayout>

#include "app/gui/body_map.h"
#include "app/gui/rig_view.h"
#include "app/gui/save_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/formats/remembered_mapping.h"
#include "core/formats/rig_guess.h"
#include "widgets/shared/dialog_buttons.h"
#include "widgets/shared/file_path.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

class MappingStep : public QUndoCommand {
 public:
  MappingStep(const QString& text, std::function<void()> forth, std::function<void()> back)
      : QUndoCommand(text), forth_(std::move(forth)), back_(std::move(back)) {}
  void redo() override { forth_(); }
  void undo() override { back_(); }

 private:
  std::function<void()> forth_;
  std::function<void()> back_;
};

std::vector<int>& own(JointSet& set, Joint joint) {
  return set.canonical[static_cast<std::size_t>(index_of(joint))];
}

const std::vector<int>& own(const JointSet& set, Joint joint) {
  return set.canonical[static_cast<std::size_t>(index_of(joint))];
}

Eigen::Vector3f place(const Rig& rig, const std::vector<int>& joints) {
  Eigen::Vector3f sum = Eigen::Vector3f::Zero();
  for (const int joint : joints) sum += rig.pose[static_cast<std::size_t>(joint)];
  return sum / static_cast<float>(joints.size());  // NaN without any
}

float length(const Rig& rig, const JointSet& mapping, Joint from, Joint to) {
  return (place(rig, own(mapping, from)) - place(rig, own(mapping, to))).norm();
}

/// Bones of the left that are much longer or shorter than those of the right.
QStringList unequal_bones(const Rig& rig, const JointSet& mapping) {
  QStringList unequal;
  if (rig.pose.size() != rig.joints.size()) return unequal;
  for (const Bone& bone : bones()) {
    if (side_of(bone.child) != Side::left || side_of(bone.parent) != Side::left) continue;
    const float left = length(rig, mapping, bone.parent, bone.child);
    const float right = length(rig, mapping, mirrored(bone.parent), mirrored(bone.child));
    if (std::abs(left - right) > 0.15F * std::fmax(left, right)) unequal += joint_text(bone.child);
  }
  return unequal;
}

bool tells_a_body(const JointSet& mapping) {
  return std::ranges::all_of(std::array{Joint::pelvis, Joint::left_shoulder, Joint::right_shoulder},
                             [&](Joint joint) { return !own(mapping, joint).empty(); });
}

}  // namespace

JointMappingDialog::JointMappingDialog(Rig rig, const std::optional<JointSet>& known, QWidget* parent)
    : QDialog(parent),
      rig_(std::move(rig)),
      body_(new BodyMap(this)),
      view_(new RigView(rig_, this)),
      table_(new QTreeWidget(this)),
      filter_(new QLineEdit(this)),
      names_(new QListWidget(this)),
      checks_(new QLabel(this)),
      undo_(new QUndoStack(this)) {
  setWindowTitle(known ? tr("Joint mapping, as remembered") : tr("Joint mapping"));
  resize(1160, 640);
  build();
  addUndo();
  const JointSet first = known ? *known : guessed_joints(rig_);
  JointMask guessed;
  for (std::size_t j = 0; j < joint_count; ++j) guessed[j] = !known && !first.canonical[j].empty();
  filter({});
  showMapping(first, guessed);
  filter_->setFocus();
}

QWidget* JointMappingDialog::buildTable() {
  table_->setHeaderLabels({tr("Joint"), tr("In the file"), QString()});
  table_->setAccessibleName(tr("Mapping"));
  table_->setRootIsDecorated(false);
  table_->setUniformRowHeights(true);
  table_->setAllColumnsShowFocus(true);
  for (int j = 0; j < joint_count; ++j) new QTreeWidgetItem(table_, {joint_text(static_cast<Joint>(j))});
  table_->resizeColumnToContents(0);
  connect(table_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item != nullptr) setCurrent(static_cast<Joint>(table_->indexOfTopLevelItem(item)));
  });
  return table_;
}

QWidget* JointMappingDialog::buildNames() {
  auto* box = new QWidget(this);
  filter_->setPlaceholderText(tr("Type a joint’s name, Enter takes it"));
  filter_->setClearButtonEnabled(true);
  for (QWidget* widget : std::initializer_list<QWidget*>{filter_, names_, table_, body_})
    widget->installEventFilter(this);
  names_->setAccessibleName(tr("Joints of the file"));
  names_->setFocusPolicy(Qt::ClickFocus);
  connect(filter_, &QLineEdit::textChanged, this, &JointMappingDialog::filter);
  connect(names_, &QListWidget::currentRowChanged, this, &JointMappingDialog::showCurrent);
  connect(names_, &QListWidget::itemDoubleClicked, this,
          [this](QListWidgetItem* item) { assign(item->data(Qt::UserRole).toInt(), false); });
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(filter_);
  layout->addWidget(names_, 1);
  return box;
}

void JointMappingDialog::build() {
  auto* columns = new QHBoxLayout;
  columns->setSpacing(12);
  columns->addWidget(body_, 2);
  columns->addWidget(buildTable(), 3);
  columns->addWidget(buildNames(), 2);
  columns->addWidget(view_, 3);
  checks_->setWordWrap(true);
  checks_->setTextFormat(Qt::PlainText);
  auto* save_button = new QPushButton(tr("Save as file…"), this);
  save_button->setAutoDefault(false);
  connect(save_button, &QPushButton::clicked, this, &JointMappingDialog::save);
  auto* below = new QHBoxLayout;
  below->addWidget(checks_, 1);
  below->addWidget(save_button);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addLayout(columns, 1);
  layout->addLayout(below);
  accept_ = add_dialog_buttons(this, tr("Use and remember"));
  accept_->setAutoDefault(false);  // Enter takes a joint
  accept_->setDefault(false);
  connect(body_, &BodyMap::chosen, this, &JointMappingDialog::setCurrent);
  connect(view_, &RigView::picked, this, &JointMappingDialog::assign);
  connectDrag();
}

void JointMappingDialog::connectDrag() {
  const auto target = [this](const QPointF& place) { return body_->jointAt(body_->mapFromGlobal(place)); };
  connect(view_, &RigView::dragged, this,
          [this, target](const QPointF& place) { body_->setTarget(target(place)); });
  connect(view_, &RigView::dropped, this, [this, target](int joint, const QPointF& place, bool add) {
    body_->setTarget(std::nullopt);
    const auto onto = target(place);
    if (!onto) return;
    setCurrent(*onto);
    assign(joint, add);
  });
}

void JointMappingDialog::addUndo() {
  QAction* undo = undo_->createUndoAction(this, tr("Undo"));
  QAction* redo = undo_->createRedoAction(this, tr("Redo"));
  undo->setShortcut(QKeySequence::Undo);
  redo->setShortcut(QKeySequence::Redo);
  addActions({undo, redo});
}

void JointMappingDialog::filter(const QString& text) {
  names_->clear();
  for (std::size_t j = 0; j < rig_.joints.size(); ++j) {
    const QString name = shown_name(rig_.joints[j]);
    if (!name.contains(text, Qt::CaseInsensitive)) continue;
    auto* item = new QListWidgetItem(name, names_);
    item->setData(Qt::UserRole, static_cast<int>(j));
  }
  names_->setCurrentRow(text.isEmpty() ? -1 : 0);
}

/// Where no text is typed: in the table, on the body, among the names.
bool JointMappingDialog::clearsCurrent(QEvent* event) {
  if (event->type() != QEvent::KeyPress) return false;
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Delete && key != Qt::Key_Backspace) return false;
  clearCurrent();
  return true;
}

/// Keys of the line of names: all that a mapping needs, without the mouse.
bool JointMappingDialog::eventFilter(QObject* watched, QEvent* event) {
  if (watched != filter_) return clearsCurrent(event) || QDialog::eventFilter(watched, event);
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) return true;  // of the mapping
  }
  if (event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool narrowed = !filter_->text().isEmpty();
  switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const QListWidgetItem* item = names_->currentItem()) {
        assign(item->data(Qt::UserRole).toInt(), key->modifiers().testFlag(Qt::ShiftModifier));
        filter_->clear();
      }
      return true;
    case Qt::Key_Down:
    case Qt::Key_Up: {
      const int by = key->key() == Qt::Key_Down ? 1 : -1;
      if (narrowed) {
        names_->setCurrentRow(std::clamp(names_->currentRow() + by, 0, names_->count() - 1));
      } else {
        setCurrent(static_cast<Joint>((index_of(current_) + by + joint_count) % joint_count));
      }
      return true;
    }
    case Qt::Key_Delete:
      if (narrowed) break;
      clearCurrent();
      return true;
    default:
      break;
  }
  return QDialog::eventFilter(watched, event);
}

/// The other side follows where its joint's name is told by this one's and nobody has chosen another.
void JointMappingDialog::assign(int joint, bool add) {
  JointSet mapping = mapping_;
  JointMask guessed = guessed_;
  std::vector<int>& taken = own(mapping, current_);
  if (!add) taken.clear();
  if (std::ranges::find(taken, joint) == taken.end()) taken.push_back(joint);
  guessed.reset(static_cast<std::size_t>(index_of(current_)));
  const Joint other = mirrored(current_);
  const auto o = static_cast<std::size_t>(index_of(other));
  if (other != current_ && (guessed[o] || own(mapping, other).empty())) {
    std::vector<int> opposite;
    for (const int each : taken) opposite.push_back(counterpart_of(rig_.joints, each));
    if (std::ranges::find(opposite, -1) == opposite.end()) {
      own(mapping, other) = opposite;
      guessed.set(o);
    }
  }
  put(mapping, guessed, tr("map %1").arg(joint_text(current_)));
}

void JointMappingDialog::clearCurrent() {
  JointSet mapping = mapping_;
  JointMask guessed = guessed_;
  own(mapping, current_).clear();
  guessed.reset(static_cast<std::size_t>(index_of(current_)));
  put(mapping, guessed, tr("clear %1").arg(joint_text(current_)));
}

void JointMappingDialog::put(const JointSet& mapping, const JointMask& guessed, const QString& what) {
  undo_->push(new MappingStep(
      what, [this, mapping, guessed] { showMapping(mapping, guessed); },
      [this, before = mapping_, were = guessed_] { showMapping(before, were); }));
}

void JointMappingDialog::setCurrent(Joint joint) {
  current_ = joint;
  body_->setCurrent(joint);
  table_->setCurrentItem(table_->topLevelItem(index_of(joint)));
  showCurrent();
}

void JointMappingDialog::showMapping(const JointSet& mapping, const JointMask& guessed) {
  mapping_ = mapping;
  guessed_ = guessed;
  body_->setMapping(mapping);
  view_->setMapping(mapping);
  for (int j = 0; j < joint_count; ++j) {
    const auto at = static_cast<std::size_t>(j);
    QStringList names;
    for (const int joint : mapping.canonical[at])
      names += shown_name(rig_.joints[static_cast<std::size_t>(joint)]);
    QTreeWidgetItem* item = table_->topLevelItem(j);
    item->setText(1, names.join(QStringLiteral(" + ")));
    item->setText(2, names.isEmpty() ? tr("missing") : guessed[at] ? tr("guessed") : QString());
    item->setForeground(0, Theme::instance().side(side_of(static_cast<Joint>(j))));
  }
  accept_->setEnabled(tells_a_body(mapping));
  setCurrent(current_);
  showChecks();
}

void JointMappingDialog::showCurrent() {
  std::vector<int> lit = own(mapping_, current_);
  if (const QListWidgetItem* item = names_->currentItem()) lit.push_back(item->data(Qt::UserRole).toInt());
  view_->setHighlighted(lit);
}

void JointMappingDialog::showChecks() {
  QStringList missing;
  for (int j = 0; j < joint_count; ++j)
    if (own(mapping_, static_cast<Joint>(j)).empty()) missing += joint_text(static_cast<Joint>(j));
  const QStringList unequal = unequal_bones(rig_, mapping_);
  QStringList lines;
  if (!missing.isEmpty()) lines += tr("Missing: %1").arg(missing.join(QStringLiteral(", ")));
  if (!unequal.isEmpty())
    lines += tr("Left and right differ in length before: %1").arg(unequal.join(QStringLiteral(", ")));
  if (!tells_a_body(mapping_)) lines += tr("A pose needs at least the pelvis and both shoulders");
  checks_->setText(lines.isEmpty() ? tr("All 15 joints are there, left and right are equally long")
                                   : lines.join(QLatin1Char('\n')));
}

void JointMappingDialog::save() {
  ask_where_to_save(this, tr("Save the joint mapping"), QStringLiteral("json"), [this](const QString& file) {
    write_text_atomically(path_of(file), mapping_text(mapping_));
  });
}

}  // namespace solopose
