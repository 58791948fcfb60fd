#include "widgets/quality_panel/judge_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/project/verdict.h"
#include "widgets/actions/action_button.h"
#include "widgets/actions/plain_text.h"
#include "widgets/quality_panel/quality_actions.h"
#include "widgets/session/reviewer_name.h"
#include "widgets/shared/flow_layout.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int reviewer_letters = 12;

QToolButton* icon_button(QAction* action, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonIconOnly);
  button->setFocusPolicy(Qt::NoFocus);
  return button;
}

/// With the letter by which it goes beside the picture. What would be refused, as its action explains, is not
/// offered.
QToolButton* letter_button(QAction* action, QWidget* parent) {
  QToolButton* button = icon_button(action, parent);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  const auto follow = [button, action] {
    button->setText(action->shortcut().toString(QKeySequence::NativeText));
    button->setAccessibleName(plain_text(action->text()));
    button->setEnabled(action->isEnabled() && action->whatsThis().isEmpty());
  };
  QObject::connect(action, &QAction::changed, button, follow);
  follow();
  return button;
}

}  // namespace

JudgeBar::JudgeBar(const QualityActions& actions, QWidget* parent)
    : QWidget(parent),
      buttons_(new FlowLayout(4, 4)),
      of_findings_(actions.judge),
      of_sequences_(actions.judge_sequence),
      swap_dataset_(icon_button(actions.swap_dataset, this)),
      repairs_(new QToolButton(this)),
      note_(new QLineEdit(this)),
      whose_(new QStackedWidget(this)),
      reviewer_name_(new QLabel(this)),
      reviewer_(new QLineEdit(this)),
      reviewer_known_(new QPushButton(this)) {
  for (const Verdict verdict : {Verdict::accepted, Verdict::rejected, Verdict::fix_later}) {
    auto* button = new ActionButton(this, actions.judge[static_cast<std::size_t>(verdict)]);
    verdicts_[static_cast<std::size_t>(verdict)] = button;
    button->setShowsKey(true);
    button->setFocusPolicy(Qt::NoFocus);  // the list keeps the keyboard
    buttons_->addWidget(button);
  }
  // The others stand in the menu: one row holds what is pressed often, in a small window, too.
  buttons_->addWidget(icon_button(actions.take_back, this));
  mending_ = {letter_button(actions.swap, this), letter_button(actions.interpolate, this),
              letter_button(actions.blank, this)};
  for (QToolButton* button : mending_) buttons_->addWidget(button);
  buttons_->addWidget(swap_dataset_);
  swap_dataset_->hide();
  auto* names = new QMenu(repairs_);
  for (QAction* action : actions.repairs()) names->addAction(action);
  names->setToolTipsVisible(true);
  repairs_->setObjectName(QStringLiteral("repairs"));
  repairs_->setMenu(names);
  repairs_->setIcon(Theme::instance().icon(QStringLiteral("more")));
  repairs_->setPopupMode(QToolButton::InstantPopup);
  repairs_->setFocusPolicy(Qt::TabFocus);  // a click leaves the keyboard with the list
  buttons_->addWidget(repairs_);

  reviewer_name_->setProperty("role", "muted");
  reviewer_->setMaximumWidth(reviewer_letters * reviewer_->fontMetrics().averageCharWidth() + 24);
  reviewer_known_->setIcon(Theme::instance().icon(QStringLiteral("rename")));
  reviewer_known_->setFocusPolicy(Qt::TabFocus);  // a click leaves the keyboard with the list
  auto* line = new QHBoxLayout;
  line->setSpacing(6);
  line->addWidget(note_, 1);
  line->addWidget(whose_);
  auto* asked = new QWidget(whose_);
  auto* question = new QHBoxLayout(asked);
  question->setContentsMargins(0, 0, 0, 0);
  question->setSpacing(6);
  question->addWidget(reviewer_name_);
  question->addWidget(reviewer_);
  whose_->addWidget(asked);
  whose_->addWidget(reviewer_known_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 6, 8, 6);
  column->setSpacing(6);
  column->addLayout(buttons_);
  column->addLayout(line);

  for (QLineEdit* field : {note_, reviewer_}) field->installEventFilter(this);
  connect(reviewer_, &QLineEdit::editingFinished, this, &JudgeBar::keepReviewer);
  connect(reviewer_known_, &QPushButton::clicked, this, [this] {
    showReviewer(true);
    reviewer_->setFocus();
    reviewer_->selectAll();
  });
  reviewer_->setText(reviewer_name());
  showReviewer(known_reviewer().isEmpty());
  retranslate();
}

void JudgeBar::retranslate() {
  repairs_->setText(tr("Repair"));
  repairs_->setToolTip(tr("Every repair with its name and its key"));
  note_->setPlaceholderText(tr("Note and #tags of the verdict"));
  note_->setAccessibleName(tr("Note and tags"));
  note_->setToolTip(
      tr("Goes with the next verdict, and with a verdict that was given once Enter is pressed"));
  reviewer_name_->setText(tr("Your name"));
  reviewer_->setAccessibleName(tr("Your name"));
  reviewer_->setToolTip(tr("Verdicts carry it, so that those of several people can be told apart"));
  reviewer_known_->setToolTip(tr("Whose verdicts these are. Click to change the name"));
  showReviewer(whose_->currentIndex() == 0);
  fitButtons();
}

/// In one row as long as that is possible: the word of the menu goes first.
void JudgeBar::fitButtons() {
  const QMargins around = layout()->contentsMargins();
  repairs_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  if (buttons_->sizeHint().width() > width() - around.left() - around.right())
    repairs_->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

void JudgeBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitButtons();
}

void JudgeBar::judgeSequences(bool whole) {
  const auto& actions = whole ? of_sequences_ : of_findings_;
  for (std::size_t verdict = 0; verdict < verdicts_.size(); ++verdict)
    verdicts_[verdict]->setAction(actions[verdict]);
  for (QToolButton* button : mending_) button->setVisible(!whole);
  fitButtons();
}

void JudgeBar::offerDatasetSwap(bool offered) {
  swap_dataset_->setVisible(offered);
  fitButtons();
}

NoteText JudgeBar::note() const { return parse_note(note_->text()); }

void JudgeBar::setNote(const NoteText& note) {
  note_->setText(note_line(note));
  note_->setModified(false);
}

bool JudgeBar::noteIsEdited() const { return note_->isModified(); }

void JudgeBar::writeNote() {
  note_->setFocus(Qt::ShortcutFocusReason);
  note_->end(false);
}

QString JudgeBar::takeReviewer() {
  keepReviewer();
  return reviewer_->text();
}

void JudgeBar::keepReviewer() {
  keep_reviewer(reviewer_->text());
  reviewer_->setText(known_reviewer());
  showReviewer(false);
}

void JudgeBar::showReviewer(bool ask) {
  whose_->setCurrentIndex(ask ? 0 : 1);
  reviewer_known_->setText(tr("as %1", "whose verdicts").arg(shown_name(reviewer_->text())));
}

bool JudgeBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
  if (!enter && key != Qt::Key_Escape) return QWidget::eventFilter(watched, event);
  if (enter && watched == note_) Q_EMIT noteFinished();
  if (enter && watched == reviewer_) keepReviewer();
  Q_EMIT left();
  return true;
}

void JudgeBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace solopose
