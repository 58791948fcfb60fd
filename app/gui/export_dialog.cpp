#include "app/gui/export_dialog.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include "core/augmotion/export.h"
#include "core/augmotion/motion.h"
#include "core/project/catalog.h"
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

ExportDialog::ExportDialog(const QString& suggested_file, const Catalog& catalog, QWidget* parent)
    : QDialog(parent),
      file_(new FileField(suggested_file, &ExportDialog::prepare, this)),
      form_(new QLabel(this)),
      universal_(new QRadioButton(tr("Universal frame"), this)),
      dataset_(new QRadioButton(tr("Each dataset's own frame"), this)),
      rejected_(new QCheckBox(this)),
      estimated_(new QCheckBox(tr("Estimated joints"), this)) {
  setWindowTitle(tr("Export poses"));
  resize(560, 240);
  build(catalog.alignment.has_value(), rejected_frames(catalog));
  updateState();
}

void ExportDialog::build(bool aligned, std::int64_t frames_rejected) {
  universal_->setEnabled(aligned);
  universal_->setToolTip(aligned ? QString() : tr("Align the datasets first"));
  (aligned ? universal_ : dataset_)->setChecked(true);
  form_->setProperty("role", "muted");
  form_->setWordWrap(true);
  auto* frames = new QVBoxLayout;
  frames->addWidget(universal_);
  frames->addWidget(dataset_);
  rejected_->setText(tr("Frames that people reject (%Ln)", nullptr, static_cast<int>(frames_rejected)));
  rejected_->setEnabled(frames_rejected > 0);
  rejected_->setToolTip(tr("Off: they are missing, and sequences that are rejected whole are left out"));
  estimated_->setToolTip(
      tr("Off: joints that a dataset has not measured but are made of others are missing"));
  estimated_->setChecked(true);
  auto* also = new QVBoxLayout;
  also->addWidget(rejected_);
  also->addWidget(estimated_);
  auto* form = new QFormLayout;
  form->addRow(tr("File"), file_);
  form->addRow(QString(), form_);
  form->addRow(tr("Poses in"), frames);
  form->addRow(tr("Also"), also);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addLayout(form);
  layout->addStretch();
  accept_ = add_dialog_buttons(this, tr("Export"));
  connect(file_, &FileField::changed, this, &ExportDialog::updateState);
}

QString ExportDialog::file() const { return file_->file(); }

ExportOptions ExportDialog::options() const {
  ExportOptions options;
  options.frame = universal_->isChecked() ? ExportFrame::universal : ExportFrame::dataset;
  options.rejected = rejected_if(rejected_->isChecked());
  options.without_estimated = !estimated_->isChecked();
  return options;
}

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

void ExportDialog::accept() {
  file_->askBeforeReplacing([this] { QDialog::accept(); });
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
