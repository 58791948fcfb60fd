#include "widgets/heat_maps_panel/colours_page.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/heat_maps_panel/shown_number.h"
#include "widgets/heat_maps_panel/transfer_editor.h"
#include "widgets/options/decimal_box.h"
#include "widgets/options/labelled_field.h"
#include "widgets/shared/flow_layout.h"

namespace solopose {
namespace {

constexpr int colour_map_count = 4;
constexpr double least_range = 1e-6;
constexpr int steps_of_range = 20;

/// Values may be shares of 1 or probabilities of one voxel in thousands: as many digits as there are.
class ValueField : public DecimalBox {
 public:
  using DecimalBox::DecimalBox;
  QString textFromValue(double value) const override { return shown_value(locale(), value, 6); }
};

QDoubleSpinBox* range_field(QWidget* parent) {
  auto* field = new ValueField(parent);
  field->setRange(-1e6, 1e6);
  field->setDecimals(9);
  field->setKeyboardTracking(false);
  return field;
}

}  // namespace

ColoursPage::ColoursPage(QWidget* parent)
    : QWidget(parent),
      editor_(new TransferEditor(this)),
      preset_label_(new QLabel(this)),
      preset_(new QComboBox(this)),
      colours_label_(new QLabel(this)),
      colours_(new QComboBox(this)),
      low_label_(new QLabel(this)),
      low_(range_field(this)),
      high_label_(new QLabel(this)),
      high_(range_field(this)),
      fit_(new QPushButton(this)),
      log_(new QCheckBox(this)),
      log_colours_(new QCheckBox(this)) {
  build();
  retranslate();
  fill();
  connect(editor_, &TransferEditor::edited, this, [this] {
    look_.transfer = own_ = editor_->function();
    preset_->setCurrentIndex(0);
    Q_EMIT edited();
  });
  connect(preset_, &QComboBox::activated, this, &ColoursPage::takePreset);
  connect(colours_, &QComboBox::currentIndexChanged, this, &ColoursPage::takeFields);
  connect(low_, &QDoubleSpinBox::valueChanged, this, &ColoursPage::takeFields);
  connect(high_, &QDoubleSpinBox::valueChanged, this, &ColoursPage::takeFields);
  connect(fit_, &QPushButton::clicked, this, &ColoursPage::fitRange);
  for (QCheckBox* box : {log_, log_colours_})
    connect(box, &QCheckBox::toggled, this, &ColoursPage::takeFields);
}

void ColoursPage::build() {
  for (int row = 0; row <= transfer_preset_count; ++row) preset_->addItem({});
  for (int row = 0; row < colour_map_count; ++row) colours_->addItem({});
  auto* fields = new FlowLayout(14, 6);
  fields->addWidget(labelled_field(preset_label_, preset_, this));
  fields->addWidget(labelled_field(colours_label_, colours_, this));
  auto* range = new QWidget(this);
  auto* range_row = new QHBoxLayout(range);
  range_row->setContentsMargins(0, 0, 0, 0);
  range_row->addWidget(labelled_field(low_label_, low_, range));
  range_row->addWidget(labelled_field(high_label_, high_, range));
  range_row->addWidget(fit_);
  fields->addWidget(range);
  fields->addWidget(log_);
  fields->addWidget(log_colours_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 10, 8);
  column->setSpacing(6);
  column->addLayout(fields);
  column->addWidget(editor_, 1);
}

void ColoursPage::setLook(const HeatMapLook& look) {
  look_ = look;
  fill();
}

void ColoursPage::fill() {
  filling_ = true;
  int preset = 0;
  for (int i = 0; i < transfer_preset_count; ++i)
    if (transfer_preset(static_cast<TransferPreset>(i)) == look_.transfer) preset = i + 1;
  preset_->setCurrentIndex(preset);
  if (preset == 0) own_ = look_.transfer;
  colours_->setCurrentIndex(static_cast<int>(look_.colours));
  low_->setValue(look_.range_low);
  high_->setValue(look_.range_high);
  for (QDoubleSpinBox* field : {low_, high_})
    field->setSingleStep((look_.range_high - look_.range_low) / steps_of_range);
  if (!look_.may_be_logarithmic()) look_.log_values = look_.log_colours = false;
  log_->setChecked(look_.log_values);
  log_colours_->setChecked(look_.log_colours);
  for (QCheckBox* box : {log_, log_colours_}) box->setEnabled(look_.may_be_logarithmic());
  editor_->setLook(look_);
  filling_ = false;
}

void ColoursPage::takePreset(int row) {
  if (row == 0 && own_.points.empty()) return fill();  // nothing drawn by hand yet
  look_.transfer = row == 0 ? own_ : transfer_preset(static_cast<TransferPreset>(row - 1));
  editor_->setLook(look_);
  Q_EMIT edited();
}

void ColoursPage::takeFields() {
  if (filling_) return;
  const HeatMapLook before = look_;
  look_.colours = static_cast<ColourMap>(colours_->currentIndex());
  look_.range_low = low_->value();
  look_.range_high = std::max(high_->value(), look_.range_low + least_range);
  look_.log_values = log_->isChecked();
  look_.log_colours = log_colours_->isChecked();
  fill();
  Q_EMIT edited();
  if (before.range_low != look_.range_low || before.range_high != look_.range_high ||
      before.log_values != look_.log_values)
    Q_EMIT rangeEdited();
}

void ColoursPage::setValues(double lowest, double highest) {
  lowest_ = lowest;
  highest_ = highest;
  fit_->setEnabled(lowest < highest);
}

/// A range with both signs stays even about 0, so that the colour in the middle means nothing.
void ColoursPage::fitRange() {
  const double most = std::max(std::abs(lowest_), std::abs(highest_));
  const bool both_signs = look_.range_low < 0;
  {
    filling_ = true;
    low_->setValue(both_signs ? -most : std::max(0.0, lowest_));
    high_->setValue(both_signs ? most : highest_);
    filling_ = false;
  }
  takeFields();
}

void ColoursPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void ColoursPage::retranslate() {
  preset_label_->setText(tr("Preset"));
  const std::array<QString, transfer_preset_count + 1> presets{tr("Own"), tr("Joints only"), tr("Body"),
                                                               tr("Whole mixture"), tr("Both signs")};
  for (int row = 0; row <= transfer_preset_count; ++row)
    preset_->setItemText(row, presets[static_cast<std::size_t>(row)]);
  colours_label_->setText(tr("Colours"));
  const std::array<QString, colour_map_count> maps{tr("Viridis"), tr("Magma"), tr("Rainbow (the paper's)"),
                                                   tr("Blue to red")};
  for (int row = 0; row < colour_map_count; ++row)
    colours_->setItemText(row, maps[static_cast<std::size_t>(row)]);
  low_label_->setText(tr("From"));
  high_label_->setText(tr("to"));
  for (QDoubleSpinBox* field : {low_, high_})
    field->setToolTip(tr("The range of the colours. It stays while you scrub, so that frames compare"));
  fit_->setText(tr("Fit"));
  fit_->setToolTip(tr("The range of what is shown now"));
  log_->setText(tr("Logarithmic axis"));
  log_->setToolTip(tr("The axis of the plot below"));
  log_colours_->setText(tr("Logarithmic colours"));
  log_colours_->setToolTip(
      tr("The colours cover the range evenly in the logarithm, so that side Gaussians show, too"));
}

}  // namespace solopose
