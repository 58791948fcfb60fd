#include "app/gui/summary_dialog.h"

#include <QFile>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/gui/save_file.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/dataset_summary.h"

namespace solopose {
namespace {

std::string summaries(const Catalog& catalog, const std::filesystem::path& project) {
  std::string all;
  for (const DatasetRecord& dataset : catalog.datasets)
    all += (all.empty() ? "" : "\n\n") + dataset_summary(catalog, dataset.id, project);
  return all;
}

}  // namespace

SummaryDialog::SummaryDialog(const std::shared_ptr<const Catalog>& catalog,
                             const std::filesystem::path& project, QWidget* parent)
    : QDialog(parent), text_(new QPlainTextEdit(this)) {
  setObjectName(QStringLiteral("summary"));
  setWindowTitle(tr("Summary of the datasets"));
  resize(760, 520);
  text_->setReadOnly(true);
  text_->setLineWrapMode(QPlainTextEdit::NoWrap);
  text_->setAccessibleName(windowTitle());
  auto* save_button = new QPushButton(tr("Save…"), this);
  save_button->setAutoDefault(false);
  auto* close = new QPushButton(tr("Close"), this);
  close->setDefault(true);
  connect(save_button, &QPushButton::clicked, this, &SummaryDialog::chooseFile);
  connect(close, &QPushButton::clicked, this, &QDialog::accept);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(save_button);
  buttons->addStretch();
  buttons->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(text_, 1);
  layout->addLayout(buttons);
  looking_.request([catalog, project](const std::stop_token&) { return summaries(*catalog, project); },
                   [this](const std::string& text) { text_->setPlainText(QString::fromStdString(text)); });
}

QString SummaryDialog::text() const { return text_->toPlainText(); }

void SummaryDialog::save(const QString& file) const {
  write_text_atomically(QFile::encodeName(file).toStdString(), text().toStdString());
}

void SummaryDialog::chooseFile() {
  ask_where_to_save(this, tr("Save the summary"), QStringLiteral("txt"),
                    [this](const QString& file) { save(file); });
}

}  // namespace solopose
