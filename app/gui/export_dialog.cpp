#include "app/gui/export_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace solopose {

ExportDialog::ExportDialog(const QString& suggested_file, bool aligned, QWidget* parent)
    : QDialog(parent),
      file_(new QLineEdit(suggested_file, this)),
      form_(new QLabel(this)),
      universal_(new QRadioButton(tr("Universal frame"), this)),
      dataset_(new QRadioButton(tr("Each dataset's own frame"), this)) {
  setWindowTitle(tr("Export poses"));
  resize(560, 200);
  build(aligned);
  updateState();
}

void ExportDialog::build(bool aligned) {
  universal_->setEnabled(aligned);
  universal_->setToolTip(aligned ? QString() : tr("Align the datasets first"));
  (aligned ? universal_ : dataset_)->setChecked(true);
  form_->setProperty("role", "muted");
  form_->setWordWrap(true);
  auto* choose = new QPushButton(tr("Choose…"), this);
  choose->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->addWidget(file_, 1);
  row->addWidget(choose);
  auto* frames = new QVBoxLayout;
  frames->addWidget(universal_);
  frames->addWidget(dataset_);
  auto* form = new QFormLayout;
  form->addRow(tr("File"), row);
  form->addRow(QString(), form_);
  form->addRow(tr("Poses in"), frames);
  auto* buttons = new QDialogButtonBox(this);
  buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
  accept_ = new QPushButton(tr("Export"), this);
  accept_->setProperty("role", "primary");  // before the button box asks the style for its size
  buttons->addButton(accept_, QDialogButtonBox::AcceptRole);
  accept_->setDefault(true);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addLayout(form);
  layout->addStretch();
  layout->addWidget(buttons);
  connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
  connect(file_, &QLineEdit::textChanged, this, &ExportDialog::updateState);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString ExportDialog::file() const { return file_->text().trimmed(); }

bool ExportDialog::universal() const { return universal_->isChecked(); }

void ExportDialog::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Export poses"), file());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({tr("Clips with splits, HDF5 (*.h5)"), tr("Sequences, NumPy (*.npz)"),
                          tr("Frames, text (*.csv)"), tr("Sequences, TRC (*.trc)")});
  dialog->setDefaultSuffix(QStringLiteral("h5"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).section(QLatin1Char(')'), 0, 0));
  });
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& chosen) { file_->setText(chosen); });
  dialog->open();
}

void ExportDialog::updateState() {
  const QString ending = QFileInfo(file()).suffix().toLower();
  QString form = tr("The ending decides the form: .h5, .npz, .csv or .trc");
  if (ending == QLatin1String("h5")) form = tr("Clips with their splits and where they come from");
  if (ending == QLatin1String("npz")) form = tr("One array per sequence, for NumPy");
  if (ending == QLatin1String("csv")) form = tr("One row per frame");
  if (ending == QLatin1String("trc")) form = tr("One TRC file per sequence, for OpenSim");
  form_->setText(form);
  static const QStringList endings{QStringLiteral("h5"), QStringLiteral("npz"), QStringLiteral("csv"),
                                   QStringLiteral("trc")};
  accept_->setEnabled(endings.contains(ending));
}

}  // namespace solopose
