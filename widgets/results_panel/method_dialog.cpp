#include "widgets/results_panel/method_dialog.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/shared/dialog_buttons.h"
#include "widgets/shared/file_field.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

MethodDialog::MethodDialog(const QString& file, const std::vector<std::filesystem::path>& runs,
                           QWidget* parent)
    : QDialog(parent),
      runs_(runs),
      file_(new FileField(file, &MethodDialog::prepare, this)),
      name_(new QLineEdit(this)),
      run_(new QComboBox(this)) {
  setObjectName(QStringLiteral("add-method"));
  setWindowTitle(tr("Add another method’s poses"));
  setAttribute(Qt::WA_DeleteOnClose);
  name_->setObjectName(QStringLiteral("name"));
  for (const std::filesystem::path& run : runs) run_->addItem(shown_name(run.filename().string()));
  auto* note = new QLabel(
      tr("As the programs of VideoPose3D, P-STMO, STCFormer, MHFormer and others write them, or a .npz as "
         "exported here. They are compared with the truth that the run is measured on"),
      this);
  note->setProperty("role", "muted");
  note->setTextFormat(Qt::PlainText);
  note->setWordWrap(true);
  auto* form = new QFormLayout;
  form->addRow(tr("File"), file_);
  form->addRow(tr("Name"), name_);
  form->addRow(tr("Measured as"), run_);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addLayout(form);
  layout->addWidget(note);
  layout->addStretch();
  accept_ = add_dialog_buttons(this, tr("Measure"));
  connect(file_, &FileField::changed, this, &MethodDialog::updateState);
  connect(name_, &QLineEdit::textChanged, this, &MethodDialog::updateState);
  resize(520, 240);
  updateState();
}

void MethodDialog::prepare(QFileDialog& dialog) {
  dialog.setWindowTitle(tr("Poses of another method"));
  dialog.setFileMode(QFileDialog::ExistingFile);
  dialog.setNameFilters({tr("Poses (*.npz *.npy *.mat)"), tr("All files (*)")});
}

/// A name that nobody has edited follows the file's.
void MethodDialog::updateState() {
  const QString from_file = QFileInfo(file_->file()).completeBaseName();
  if (name_->text() == suggested_ && from_file != suggested_) {
    suggested_ = from_file;
    name_->setText(from_file);
  }
  accept_->setEnabled(!file_->file().isEmpty() && !name_->text().trimmed().isEmpty() && !runs_.empty());
}

MethodFile MethodDialog::method() const {
  return {name_->text().trimmed().toStdString(), path_of(file_->file())};
}

std::filesystem::path MethodDialog::run() const {
  return runs_[static_cast<std::size_t>(std::max(0, run_->currentIndex()))];
}

}  // namespace solopose
