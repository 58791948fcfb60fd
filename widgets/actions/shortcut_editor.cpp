#include "widgets/actions/shortcut_editor.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "widgets/actions/action_registry.h"
#include "widgets/actions/fuzzy_match.h"
#include "widgets/actions/plain_text.h"

namespace solopose {
namespace {

constexpr int id_role = Qt::UserRole;

}  // namespace

ShortcutEditor::ShortcutEditor(ActionRegistry* actions, QWidget* parent)
    : QDialog(parent),
      actions_(actions),
      search_(new QLineEdit(this)),
      tree_(new QTreeWidget(this)),
      keys_(new QKeySequenceEdit(this)),
      conflict_(new QLabel(this)),
      set_(new QPushButton(tr("Set"), this)),
      remove_(new QPushButton(tr("Remove"), this)),
      reset_(new QPushButton(tr("Reset"), this)) {
  setWindowTitle(tr("Keyboard shortcuts"));
  resize(640, 520);
  search_->setPlaceholderText(tr("Search for a command"));
  search_->setClearButtonEnabled(true);
  tree_->setHeaderLabels({tr("Command"), tr("Menu"), tr("Shortcut")});
  tree_->setRootIsDecorated(false);
  tree_->setUniformRowHeights(true);
  tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tree_->header()->setStretchLastSection(false);
  conflict_->setProperty("role", "attention");
  conflict_->setWordWrap(true);
  set_->setToolTip(tr("Give the command these keys"));
  remove_->setToolTip(tr("Leave the command without a shortcut"));
  reset_->setToolTip(tr("Give the command its original shortcut again"));

  auto* edit = new QHBoxLayout;
  edit->addWidget(new QLabel(tr("New shortcut"), this));
  edit->addWidget(keys_, 1);
  for (QPushButton* button : {set_, remove_, reset_}) edit->addWidget(button);
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
  QPushButton* reset_all = buttons->addButton(tr("Reset all"), QDialogButtonBox::ResetRole);
  for (QAbstractButton* button : buttons->buttons()) static_cast<QPushButton*>(button)->setAutoDefault(false);
  for (QPushButton* button : {set_, remove_, reset_}) button->setAutoDefault(false);

  auto* layout = new QVBoxLayout(this);
  layout->addWidget(search_);
  layout->addWidget(tree_, 1);
  layout->addLayout(edit);
  layout->addWidget(conflict_);
  layout->addWidget(buttons);

  connect(search_, &QLineEdit::textChanged, this, &ShortcutEditor::filter);
  connect(tree_, &QTreeWidget::currentItemChanged, this, &ShortcutEditor::showCurrent);
  connect(keys_, &QKeySequenceEdit::keySequenceChanged, conflict_, &QLabel::clear);
  connect(set_, &QPushButton::clicked, this, [this] { assign(keys_->keySequence()); });
  connect(remove_, &QPushButton::clicked, this, [this] { assign({}); });
  connect(reset_, &QPushButton::clicked, this, [this] { assign(actions_->defaultShortcut(currentId())); });
  connect(reset_all, &QPushButton::clicked, actions_, &ActionRegistry::resetShortcuts);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(actions_, &ActionRegistry::changed, this, &ShortcutEditor::list);
  list();
}

void ShortcutEditor::list() {
  const QString chosen = currentId();
  {
    const QSignalBlocker quiet(tree_);
    tree_->clear();
    for (const QAction* action : actions_->all()) {
      auto* item = new QTreeWidgetItem(tree_, {plain_text(action->text()), actions_->place(action),
                                               action->shortcut().toString(QKeySequence::NativeText)});
      item->setData(0, id_role, actions_->id(action));
      if (actions_->id(action) == chosen) tree_->setCurrentItem(item);
    }
    if (tree_->currentItem() == nullptr) tree_->setCurrentItem(tree_->topLevelItem(0));
  }
  tree_->resizeColumnToContents(1);
  tree_->resizeColumnToContents(2);
  filter();
  showCurrent();
}

void ShortcutEditor::filter() {
  for (int row = 0; row < tree_->topLevelItemCount(); ++row) {
    QTreeWidgetItem* item = tree_->topLevelItem(row);
    item->setHidden(!fuzzy_score(search_->text(), item->text(1) + QLatin1Char(' ') + item->text(0)) &&
                    !item->text(2).contains(search_->text(), Qt::CaseInsensitive));
  }
}

void ShortcutEditor::showCurrent() {
  const QAction* action = actions_->action(currentId());
  keys_->setKeySequence(action == nullptr ? QKeySequence() : action->shortcut());
  conflict_->clear();
  for (QPushButton* button : {set_, remove_, reset_}) button->setEnabled(action != nullptr);
}

void ShortcutEditor::assign(const QKeySequence& shortcut) {
  const QString holder = actions_->setShortcut(currentId(), shortcut);
  if (holder.isEmpty()) return;
  conflict_->setText(
      tr("%1 already belongs to “%2”")
          .arg(shortcut.toString(QKeySequence::NativeText), plain_text(actions_->action(holder)->text())));
}

QString ShortcutEditor::currentId() const {
  const QTreeWidgetItem* item = tree_->currentItem();
  return item == nullptr ? QString() : item->data(0, id_role).toString();
}

}  // namespace solopose
