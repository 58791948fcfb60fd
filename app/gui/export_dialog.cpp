#include "app/gui/export_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "core/augmotion/export.h"
#include "core/augmotion/motion.h"
#include "widgets/shared/dialog_buttons.h"
#include "widgets/shared/file_field.h"

namespace solopose {
namespace {

QString to_qstring(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList endings() {
  QStringList all;
  for (const std::string_view ending : export_endings()) all << to_qstring(ending);
  return all;
}

}  // namespace

ExportDialog::ExportDialog(const QString& suggested_file, bool aligned, QWidget* parent)
    : QDialog(parent),
      file_(new FileField(suggested_file, &ExportDialog::prepare, this)),
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
  auto* frames = new QVBoxLayout;
  frames->addWidget(universal_);
  frames->addWidget(dataset_);
  auto* form = new QFormLayout;
  form->addRow(tr("File"), file_);
  form->addRow(QString(), form_);
  form->addRow(tr("Poses in"), frames);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addLayout(form);
  layout->addStretch();
  accept_ = add_dialog_buttons(this, tr("Export"));
  connect(file_, &FileField::changed, this, &ExportDialog::updateState);
}

QString ExportDialog::file() const { return file_->file(); }

bool ExportDialog::universal() const { return universal_->isChecked(); }

void ExportDialog::prepare(QFileDialog& dialog) {
  dialog.setWindowTitle(tr("Export poses"));
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  QStringList filters{tr("Clips with splits, HDF5 (*.h5)"), tr("Sequences, NumPy (*.npz)"),
                      tr("Frames, text (*.csv)")};
  for (const MotionForm& form : motion_forms())
    filters << tr("Sequences, %1 (*%2)").arg(to_qstring(form.title), to_qstring(form.ending));
  dialog.setNameFilters(filters);
  dialog.setDefaultSuffix(QStringLiteral("h5"));
  connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString& filter) {
    dialog.setDefaultSuffix(filter.section(QStringLiteral("*."), 1).section(QLatin1Char(')'), 0, 0));
  });
}

void ExportDialog::updateState() {
  const QString ending = QFileInfo(file()).suffix().toLower();
  QString form = tr("The ending decides the form: %1").arg(endings().join(QStringLiteral(", ")));
  if (ending == QLatin1String("h5")) form = tr("Clips with their splits and where they come from");
  if (ending == QLatin1String("npz")) form = tr("One array per sequence, for NumPy");
  if (ending == QLatin1String("csv")) form = tr("One row per frame");
  if (const MotionForm* motion = motion_form_of(file().toStdString()))
    form = tr("One %1 file per sequence").arg(to_qstring(motion->title));
  form_->setText(form);
  accept_->setEnabled(endings().contains(QLatin1Char('.') + ending));
}

}  // namespace solopose
