#include "widgets/shared/empty_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "widgets/actions/action_button.h"
#include "widgets/actions/action_registry.h"

namespace solopose {

EmptyPage::EmptyPage(ActionRegistry* actions, QWidget* parent)
    : QWidget(parent),
      actions_(actions),
      title_(addLabel("heading")),
      text_(addLabel("muted")),
      next_(new ActionButton(this)),
      other_(new ActionButton(this)),
      retry_(new QPushButton(this)) {
  for (QPushButton* primary : {static_cast<QPushButton*>(next_), retry_})
    primary->setProperty("role", "primary");
  connect(retry_, &QPushButton::clicked, this, &EmptyPage::retryWanted);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  for (QWidget* button :
       {static_cast<QWidget*>(next_), static_cast<QWidget*>(other_), static_cast<QWidget*>(retry_)})
    buttons->addWidget(button);
  buttons->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 24, 16, 24);
  column->setSpacing(8);
  column->addStretch(2);
  column->addWidget(title_);
  column->addWidget(text_);
  column->addSpacing(8);
  column->addLayout(buttons);
  column->addStretch(3);
}

QLabel* EmptyPage::addLabel(const char* role) {
  auto* label = new QLabel(this);
  label->setProperty("role", role);
  label->setAlignment(Qt::AlignCenter);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

void EmptyPage::say(const QString& title, const QString& text, const QStringList& next) {
  title_->setText(title);
  text_->setText(text);
  next_->setAction(actions_->action(next.value(0)));
  other_->setAction(actions_->action(next.value(1)));
  retry_->hide();
}

void EmptyPage::sayNoProject(const QString& text) {
  say(tr("No project"), text, {QStringLiteral("file.open")});
}

void EmptyPage::sayUnreadable(const QString& why) {
  say(tr("This sequence cannot be read"), why);
  retry_->setText(tr("Try again"));
  retry_->show();
}

}  // namespace solopose
