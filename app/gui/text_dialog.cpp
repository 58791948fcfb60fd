#include "app/gui/text_dialog.h"

#include <QFile>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/gui/save_file.h"
#include "core/base/atomic_file.h"
#include "widgets/shared/saved_place.h"

namespace solopose {
namespace {

constexpr QSize wanted_size(760, 520);

}  // namespace

TextDialog::TextDialog(const QString& title, QWidget* parent)
    : QDialog(parent), text_(new QPlainTextEdit(this)), saved_(new SavedPlace(this)) {
  setWindowTitle(title);
  resize(wanted_size);
  text_->setReadOnly(true);
  text_->setLineWrapMode(QPlainTextEdit::NoWrap);
  text_->setAccessibleName(title);
  auto* save_button = new QPushButton(tr("Save…"), this);
  save_button->setAutoDefault(false);
  auto* close = new QPushButton(tr("Close"), this);
  close->setDefault(true);
  connect(save_button, &QPushButton::clicked, this, &TextDialog::chooseFile);
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
  connect(saved_, &SavedPlace::failed, this, [this](const QString& why) { show_failure(this, why); });
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(save_button);
  buttons->addStretch();
  buttons->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(text_, 1);
  layout->addWidget(saved_);
  layout->addLayout(buttons);
}

void TextDialog::setText(const QString& text) { text_->setPlainText(text); }

void TextDialog::setEditable(bool editable) { text_->setReadOnly(!editable); }

QString TextDialog::text() const { return text_->toPlainText(); }

void TextDialog::save(const QString& file) const {
  write_text_atomically(QFile::encodeName(file).toStdString(), text().toStdString());
}

void TextDialog::chooseFile() {
  ask_where_to_save(this, windowTitle(), QStringLiteral("txt"), [this](const QString& file) {
    save(file);
    saved_->setPlace(file);
  });
}

}  // namespace solopose
