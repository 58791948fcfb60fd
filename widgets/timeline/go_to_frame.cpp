#include "widgets/timeline/go_to_frame.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpressionValidator>

namespace solopose {

GoToFrame::GoToFrame(QWidget* parent)
    : QFrame(parent, Qt::Popup), label_(new QLabel), field_(new QLineEdit), range_(new QLabel) {
  setFrameShape(QFrame::StyledPanel);
  range_->setProperty("role", "muted");
  field_->setFixedWidth(96);
  // Digits only, at most 15 of them, so that the number always fits.
  field_->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,15}")), field_));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 6, 8, 6);
  layout->addWidget(label_);
  layout->addWidget(field_);
  layout->addWidget(range_);
  connect(field_, &QLineEdit::returnPressed, this, &GoToFrame::accept);
  retranslate();
}

void GoToFrame::ask(qint64 frame, qint64 frame_count, const QPoint& corner) {
  frame_count_ = frame_count;
  retranslate();
  field_->setText(QString::number(frame));
  field_->selectAll();
  adjustSize();
  move(corner - QPoint(0, height()));
  show();
  field_->setFocus(Qt::PopupFocusReason);
}

void GoToFrame::accept() {
  const qint64 frame = field_->text().toLongLong();
  close();
  Q_EMIT chosen(std::clamp<qint64>(frame, 0, std::max<qint64>(0, frame_count_ - 1)));
}

void GoToFrame::retranslate() {
  label_->setText(tr("Go to frame"));
  range_->setText(tr("0 to %1").arg(QLocale().toString(std::max<qint64>(0, frame_count_ - 1))));
}

void GoToFrame::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace solopose
