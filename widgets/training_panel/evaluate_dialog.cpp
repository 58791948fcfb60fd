#include "widgets/training_panel/evaluate_dialog.h"

#include <algorithm>
#include <array>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/options/evaluation_words.h"
#include "widgets/shared/dialog_buttons.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr std::array crop_sources = {CropSource::exact, CropSource::detected};

}  // namespace

EvaluateDialog::EvaluateDialog(const Run& run, std::int64_t frames_rejected, QWidget* parent)
    : QDialog(parent),
      run_(run),
      protocol_(new QComboBox(this)),
      crops_(new QComboBox(this)),
      held_out_(new QCheckBox(this)),
      rejected_(new QCheckBox(this)) {
  setObjectName(QStringLiteral("evaluate"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Evaluate %1").arg(shown_name(run.name())));
  build(frames_rejected);
  updateState();
}

void EvaluateDialog::build(std::int64_t frames_rejected) {
  auto* measured_on = new QVBoxLayout;
  for (const auto& [split, name] : named_values(Split())) {
    auto* box = new QCheckBox(split_text(split), this);
    box->setObjectName(QString::fromLatin1(name.data(), qsizetype(name.size())));
    box->setChecked(split == Split::test || split == Split::independent);
    connect(box, &QCheckBox::toggled, this, &EvaluateDialog::updateState);
    measured_on->addWidget(box);
    splits_.push_back(box);
  }
  for (const Protocol& protocol : protocols()) {
    protocol_->addItem(QString::fromUtf8(protocol.name.data(), qsizetype(protocol.name.size())));
    protocol_->setItemData(protocol_->count() - 1, protocol_hint(protocol), Qt::ToolTipRole);
  }
  protocol_->setObjectName(QStringLiteral("protocol"));
  for (const CropSource source : crop_sources) crops_->addItem(crops_text(source));
  crops_->setObjectName(QStringLiteral("crops"));
  crops_->setToolTip(
      tr("True: cut around the true pose, which gives the root’s place and depth away. Detected: the person "
         "is found in the pictures"));
  // Landmarks are found in the pictures; true crops have none of them.
  crops_->setEnabled(run_.options.network.sees_pictures());
  crops_->setCurrentIndex(run_.options.network.sees_pictures() ? 0 : 1);
  held_out_->setText(tr("Held-out cameras only"));
  held_out_->setToolTip(tr("Of tests only what cameras saw that training did not"));
  held_out_->setEnabled(!run_.options.data.held_out_cameras.empty());
  rejected_->setObjectName(QStringLiteral("with-rejected"));
  rejected_->setText(tr("Count frames that people reject (%Ln)", nullptr, static_cast<int>(frames_rejected)));
  rejected_->setEnabled(frames_rejected > 0);
  auto* also = new QVBoxLayout;
  also->addWidget(held_out_);
  also->addWidget(rejected_);
  auto* form = new QFormLayout;
  form->addRow(tr("Measured on"), measured_on);
  form->addRow(tr("Protocol"), protocol_);
  form->addRow(tr("Crops"), crops_);
  form->addRow(QString(), also);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addLayout(form);
  layout->addStretch();
  accept_ = add_dialog_buttons(this, tr("Evaluate"));
  resize(420, sizeHint().height());
}

void EvaluateDialog::updateState() {
  if (accept_ != nullptr) accept_->setEnabled(std::ranges::any_of(splits_, &QCheckBox::isChecked));
}

EvaluateOptions EvaluateDialog::options() const {
  EvaluateOptions options;
  options.model = run_.folder;
  options.device = run_.options.device;
  options.splits.clear();
  const auto all = named_values(Split());
  for (std::size_t i = 0; i < splits_.size(); ++i)
    if (splits_[i]->isChecked()) options.splits.push_back(all[i].value);
  options.protocol = protocols()[static_cast<std::size_t>(protocol_->currentIndex())];
  options.protocol.crops = crop_sources[static_cast<std::size_t>(crops_->currentIndex())];
  options.held_out_cameras_only = held_out_->isChecked();
  options.with_rejected = rejected_->isChecked();
  return options;
}

}  // namespace solopose
