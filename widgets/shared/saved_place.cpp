#include "widgets/shared/saved_place.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include "widgets/shared/elided_label.h"
#include "widgets/shared/on_desktop.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int icon_size = 16;

}  // namespace

SavedPlace::SavedPlace(QWidget* parent)
    : QWidget(parent),
      path_(new ElidedLabel(this)),
      open_(new QToolButton(this)),
      folder_(new QToolButton(this)) {
  path_->setElideMode(Qt::ElideMiddle);  // the file's name stands at the end
  path_->setProperty("role", "muted");
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  row->addWidget(path_, 1);
  for (QToolButton* button : {open_, folder_}) {
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIconSize({icon_size, icon_size});
    row->addWidget(button);
  }
  open_->setIcon(Theme::instance().icon(QStringLiteral("export")));
  folder_->setIcon(Theme::instance().icon(QStringLiteral("folder-open")));
  connect(open_, &QToolButton::clicked, this, &SavedPlace::open);
  connect(folder_, &QToolButton::clicked, this, &SavedPlace::showInFolder);
  setCompact(false);
  retranslate();
  hide();
}

void SavedPlace::setPlace(const QString& place) {
  place_ = place;
  path_->setFullText(place);
  setVisible(!place.isEmpty());
}

void SavedPlace::setCompact(bool compact) {
  for (QToolButton* button : {open_, folder_})
    button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

void SavedPlace::open() {
  if (!place_.isEmpty()) open_on_desktop(place_, [this](const QString& why) { Q_EMIT failed(why); });
}

void SavedPlace::showInFolder() {
  if (!place_.isEmpty()) show_in_folder(place_, this, [this](const QString& why) { Q_EMIT failed(why); });
}

void SavedPlace::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void SavedPlace::retranslate() {
  open_->setText(tr("Open"));
  open_->setToolTip(tr("Open it with the desktop’s program for such files"));
  folder_->setText(tr("Show in folder"));
  folder_->setToolTip(tr("Show it in the file manager"));
  for (QToolButton* button : {open_, folder_}) button->setAccessibleName(button->text());
}

}  // namespace solopose
