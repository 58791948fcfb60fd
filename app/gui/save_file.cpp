#include "app/gui/save_file.h"

#include <utility>

#include <QFileDialog>
#include <QMessageBox>

#include "core/base/error.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

void show_failure(QWidget* parent, const QString& text) {
  auto* box = new QMessageBox(QMessageBox::Warning, parent->windowTitle(), shown_text(text),
                              QMessageBox::Close, parent);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

void ask_where_to_save(QWidget* parent, const QString& title, const QString& suffix,
                       std::function<void(const QString& file)> save, const QStringList& filters) {
  auto* dialog = new QFileDialog(parent, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  if (!filters.isEmpty()) dialog->setNameFilters(filters);
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).remove(QLatin1Char(')')));
  });
  QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                   [parent, save = std::move(save)](const QString& file) {
                     try {
                       save(file);
                     } catch (const Error& failure) {
                       show_failure(parent, QString::fromUtf8(failure.what()));
                     }
                   });
  dialog->open();
}

}  // namespace solopose
