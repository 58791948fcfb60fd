#include "widgets/shared/file_field.h"

#include <optional>
#include <utility>

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include "widgets/theme/shown_text.h"

namespace solopose {

FileField::FileField(const QString& file, std::function<void(QFileDialog&)> prepare, QWidget* parent)
    : QWidget(parent),
      edit_(new QLineEdit(file, this)),
      choose_(new QPushButton(tr("Choose…"), this)),
      prepare_(std::move(prepare)) {
  choose_->setAutoDefault(false);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(edit_, 1);
  row->addWidget(choose_);
  setFocusProxy(edit_);
  connect(choose_, &QPushButton::clicked, this, &FileField::choose);
  connect(edit_, &QLineEdit::textChanged, this, [this] { looking_.forget(); });
  connect(edit_, &QLineEdit::textChanged, this, &FileField::changed);
}

QString FileField::file() const { return edit_->text().trimmed(); }

void FileField::setFile(const QString& file) { edit_->setText(file); }

void FileField::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) choose_->setText(tr("Choose…"));
  QWidget::changeEvent(event);
}

void FileField::choose() {
  auto* dialog = new QFileDialog(this, QString(), file());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  prepare_(*dialog);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    chosen_ = file.trimmed();
    setFile(file);
  });
  dialog->open();
}

void FileField::askBeforeReplacing(const std::function<void()>& go_on) {
  looking_.request(
      [name = file(), asked = file() == chosen_](const std::stop_token&) -> std::optional<qint64> {
        if (asked) return std::nullopt;
        const QFileInfo there(name);
        return there.isFile() ? std::optional(there.size()) : std::nullopt;
      },
      [this, go_on](const std::optional<qint64>& size) { size ? ask(*size, go_on) : go_on(); });
}

void FileField::ask(qint64 size, const std::function<void()>& go_on) {
  auto* question =
      new QMessageBox(QMessageBox::Question, window()->windowTitle(),
                      tr("There is a file “%1” already, of %2. Replace it?")
                          .arg(shown_name(QFileInfo(file()).fileName()), QLocale().formattedDataSize(size)),
                      QMessageBox::Cancel, this);
  question->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* replace = question->addButton(tr("Replace"), QMessageBox::AcceptRole);
  question->setDefaultButton(QMessageBox::Cancel);
  connect(replace, &QPushButton::clicked, this, go_on);
  question->open();
}

}  // namespace solopose
