#include "app/gui/message_bar.h"

#include <utility>

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int passes_ms = 8'000;  // long enough to read three lines

// An icon that follows the theme without a word from anybody: a flat button that cannot be pressed.
QToolButton* picture(const QString& name, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setIcon(Theme::instance().icon(name));
  button->setAttribute(Qt::WA_TransparentForMouseEvents);
  button->setFocusPolicy(Qt::NoFocus);
  return button;
}

}  // namespace

MessageBar::MessageBar(Kind kind, const QString& text, QWidget* parent)
    : QFrame(parent),
      kind_(kind),
      text_(new QLabel(shown_text(text), this)),
      button_(new QPushButton(this)),
      dismiss_(new QToolButton(this)),
      passes_(new QTimer(this)) {
  passes_->setObjectName(QStringLiteral("passes"));
  passes_->setInterval(passes_ms);
  connect(passes_, &QTimer::timeout, this, &MessageBar::pass);
  setObjectName(QStringLiteral("message"));
  setProperty("kind", kind == Kind::error ? "error" : "notice");
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  text_->setTextFormat(Qt::PlainText);  // also before it is seen
  text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  text_->setWordWrap(true);  // after the policy, which says that the height depends on the width
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  button_->hide();
  dismiss_->setIcon(Theme::instance().icon(QStringLiteral("close")));
  dismiss_->setIconSize({12, 12});
  dismiss_->setObjectName(QStringLiteral("dismiss"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->addWidget(picture(kind == Kind::error ? QStringLiteral("error") : QStringLiteral("info"), this));
  layout->addWidget(text_, 1);
  layout->addWidget(button_);
  layout->addWidget(dismiss_);
  connect(button_, &QPushButton::clicked, this, [this] {
    if (run_) run_();
  });
  connect(dismiss_, &QToolButton::clicked, this, &MessageBar::dismissed);
  retranslate();
}

void MessageBar::setText(const QString& text) { text_->setText(shown_text(text)); }

QString MessageBar::text() const { return text_->text(); }

void MessageBar::setAction(const QString& text, std::function<void()> run) {
  button_->setText(text);
  button_->show();
  run_ = std::move(run);
}

void MessageBar::setActionVisible(bool visible) { button_->setVisible(visible); }

void MessageBar::setDismissible(bool dismissible) { dismiss_->setVisible(dismissible); }

void MessageBar::setOneLine() {
  text_->setWordWrap(false);
  text_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  text_->setMinimumWidth(1);
  layout()->setContentsMargins(4, 0, 0, 0);
}

void MessageBar::setPassing() { passes_->start(); }

void MessageBar::pass() {
  const QWidget* focus = QApplication::focusWidget();
  if (underMouse() || (focus != nullptr && isAncestorOf(focus))) return;
  passes_->stop();
  Q_EMIT dismissed();
}

void MessageBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void MessageBar::retranslate() {
  dismiss_->setToolTip(tr("Dismiss"));
  dismiss_->setAccessibleName(tr("Dismiss"));
}

}  // namespace solopose
