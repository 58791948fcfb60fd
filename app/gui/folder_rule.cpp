#include "app/gui/folder_rule.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QSettings>

namespace solopose {
namespace {

const QString setting = QStringLiteral("last-folder");

/// Going elsewhere takes the suggested name away.
void go_to(QFileDialog* dialog, const QString& folder) {
  auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
  const QString suggested = name != nullptr ? name->text() : QString();
  dialog->setDirectory(folder);
  if (name != nullptr) name->setText(suggested);
}

}  // namespace

bool FolderRule::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::Show) return false;
  auto* dialog = qobject_cast<QFileDialog*>(watched);
  if (dialog == nullptr) return false;
  const QString last = QSettings().value(setting).toString();
  const bool undecided = dialog->directory() == QDir::current();
  if (undecided && !last.isEmpty() && QFileInfo(last).isDir()) go_to(dialog, last);
  connect(dialog, &QFileDialog::filesSelected, dialog, [](const QStringList& files) {
    QSettings().setValue(setting, QFileInfo(files.value(0)).absolutePath());
  });
  return false;
}

}  // namespace solopose
