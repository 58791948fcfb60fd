#include "app/gui/start_page.h"

#include <QAction>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/recent_projects.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/plain_text.h"
#include "widgets/shared/recent_videos.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

QLabel* label(const char* role, QWidget* parent) {
  auto* made = new QLabel(parent);
  made->setProperty("role", role);
  return made;
}

QString shortened(const QString& folder) {
  const QString home = QDir::homePath();
  return folder.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + folder.mid(home.size()) : folder;
}

void clear(QLayout* layout) {
  while (QLayoutItem* item = layout->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
}

}  // namespace

StartPage::StartPage(ActionRegistry* actions, QWidget* parent)
    : QWidget(parent),
      actions_(actions),
      title_(label("title", this)),
      subtitle_(label("muted", this)),
      begin_heading_(label("heading", this)),
      recent_heading_(label("heading", this)),
      nothing_recent_(label("muted", this)),
      videos_heading_(label("heading", this)),
      drop_hint_(new QLabel(this)),
      recent_(new QVBoxLayout),
      videos_(new QVBoxLayout) {
  setObjectName(QStringLiteral("start-page"));
  setAttribute(Qt::WA_StyledBackground);
  drop_hint_->setObjectName(QStringLiteral("drop-hint"));
  drop_hint_->setAlignment(Qt::AlignCenter);
  drop_hint_->setWordWrap(true);
  subtitle_->setWordWrap(true);
  nothing_recent_->setWordWrap(true);
  drop_hint_->setMinimumHeight(88);

  auto* begin = new QVBoxLayout;
  begin->setSpacing(8);
  begin->addWidget(begin_heading_);
  for (const char* id : {"file.new", "file.open", "file.demo"}) {
    begin_.append(buttonFor(QLatin1String(id)));
    begin->addWidget(begin_.back());
  }
  begin_.back()->setProperty("role", "primary");
  begin->addStretch();
  auto* recent = new QVBoxLayout;
  recent->setSpacing(8);
  recent->addWidget(recent_heading_);
  recent->addWidget(nothing_recent_);
  recent_->setSpacing(0);
  recent->addLayout(recent_);
  recent->addWidget(videos_heading_);
  videos_->setSpacing(0);
  recent->addLayout(videos_);
  recent->addStretch();

  auto* content = new QWidget(this);
  content->setMaximumWidth(760);
  auto* grid = new QGridLayout(content);
  grid->setHorizontalSpacing(48);
  grid->setVerticalSpacing(8);
  grid->addWidget(title_, 0, 0, 1, 2);
  grid->addWidget(subtitle_, 1, 0, 1, 2);
  grid->setRowMinimumHeight(2, 16);
  grid->addLayout(begin, 3, 0);
  grid->addLayout(recent, 3, 1);
  grid->setRowMinimumHeight(4, 16);
  grid->addWidget(drop_hint_, 5, 0, 1, 2);
  grid->setColumnStretch(0, 2);
  grid->setColumnStretch(1, 3);
  auto* outer = new QGridLayout(this);
  outer->setRowStretch(0, 2);
  outer->setRowStretch(2, 3);
  outer->setColumnStretch(0, 1);
  outer->setColumnStretch(1, 8);
  outer->setColumnStretch(2, 1);
  outer->addWidget(content, 1, 1);
  retranslate();
  refresh();
}

QPushButton* StartPage::buttonFor(const QString& action_id) {
  QAction* action = actions_->action(action_id);
  auto* button = new QPushButton(this);
  button->setObjectName(action_id);
  button->setMinimumHeight(32);
  connect(button, &QPushButton::clicked, action, &QAction::trigger);
  return button;
}

QPushButton* StartPage::recentButton(const QString& path, const QString& icon) {
  QString text =
      QStringLiteral("%1\n%2").arg(shown_name(QFileInfo(path).fileName()), shown_name(shortened(path)));
  auto* button = new QPushButton(text.replace(QLatin1Char('&'), QStringLiteral("&&")), this);
  button->setProperty("role", "quiet");
  button->setIcon(Theme::instance().icon(icon));
  button->setMinimumHeight(44);
  button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  button->setToolTip(shown_name(path));
  return button;
}

/// A project that is not where it was is looked for, or forgotten.
QWidget* StartPage::goneProject(const QString& folder) {
  auto* row = new QWidget(this);
  QPushButton* find = recentButton(folder, QStringLiteral("search"));
  find->setText(tr("%1 is not there any more: find it…\n%2")
                    .arg(shown_name(QFileInfo(folder).fileName()), shown_name(shortened(folder)))
                    .replace(QLatin1Char('&'), QStringLiteral("&&")));
  auto* forget = new QToolButton(row);
  forget->setIcon(Theme::instance().icon(QStringLiteral("close")));
  forget->setToolTip(tr("Take it out of this list"));
  connect(find, &QPushButton::clicked, this, [this, folder] { Q_EMIT projectSought(folder); });
  connect(forget, &QToolButton::clicked, this, [this, folder] {
    RecentProjects::forget(folder);
    QTimer::singleShot(0, this, &StartPage::refresh);  // which deletes the button that was pressed
  });
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(find, 1);
  layout->addWidget(forget);
  return row;
}

void StartPage::refreshProjects() {
  clear(recent_);
  const QStringList folders = RecentProjects::list();
  for (const QString& folder : folders) {
    QPushButton* button = recentButton(folder, QStringLiteral("folder-open"));
    connect(button, &QPushButton::clicked, this, [this, folder] { Q_EMIT projectChosen(folder); });
    recent_->addWidget(button);
  }
  const QStringList gone = RecentProjects::gone();
  for (const QString& folder : gone) recent_->addWidget(goneProject(folder));
  nothing_recent_->setVisible(folders.isEmpty() && gone.isEmpty());
}

void StartPage::refresh() {
  refreshProjects();
  clear(videos_);
  const QStringList files = RecentVideos::list();
  for (const QString& file : files) {
    QPushButton* button = recentButton(file, QStringLiteral("film"));
    connect(button, &QPushButton::clicked, this, [this, file] { Q_EMIT videoChosen(file); });
    videos_->addWidget(button);
  }
  videos_heading_->setVisible(!files.isEmpty());
}

void StartPage::setDropTarget(bool on) {
  setProperty("drop", on);
  drop_hint_->style()->unpolish(drop_hint_);
  drop_hint_->style()->polish(drop_hint_);
}

void StartPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void StartPage::retranslate() {
  title_->setText(QStringLiteral("SoloPose Studio"));
  subtitle_->setText(tr("Bring 3D human-pose datasets into one universal frame"));
  refreshProjects();
  begin_heading_->setText(tr("Begin"));
  recent_heading_->setText(tr("Recent projects"));
  videos_heading_->setText(tr("Recent videos"));
  nothing_recent_->setText(tr("Projects that you open appear here"));
  drop_hint_->setText(
      tr("Drop a video here to see its poses, a project folder to open it, or pose files to import them"));
  for (QPushButton* button : begin_) {
    const QAction* action = actions_->action(button->objectName());
    button->setText(plain_text(action->text()));
    button->setToolTip(action->toolTip());
    if (button->property("role").toString() != QLatin1String("primary")) button->setIcon(action->icon());
  }
}

}  // namespace solopose
