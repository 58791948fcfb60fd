#include "widgets/heat_maps_panel/options_page.h"

#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "render/heat_map/slice_geometry.h"
#include "widgets/heat_maps_panel/labelled_field.h"
#include "widgets/shared/flow_layout.h"

namespace solopose {
namespace {

constexpr double extent_rounding_mm = 50;

QDoubleSpinBox* millimetres(double low, double high, double step, QWidget* parent) {
  auto* field = new QDoubleSpinBox(parent);
  field->setRange(low, high);
  field->setDecimals(0);
  field->setSingleStep(step);
  field->setKeyboardTracking(false);
  return field;
}

}  // namespace

OptionsPage::OptionsPage(QWidget* parent)
    : QWidget(parent),
      frame_label_(new QLabel(this)),
      frame_(new QComboBox(this)),
      size_label_(new QLabel(this)),
      size_(new QSpinBox(this)),
      extent_label_(new QLabel(this)),
      extent_(millimetres(100, 100000, 100, this)),
      fit_(new QPushButton(this)),
      sigma_label_(new QLabel(this)),
      sigma_(millimetres(1, 1000, 5, this)),
      spacing_label_(new QLabel(this)),
      spacing_(millimetres(5, 10000, 10, this)),
      sides_(new QCheckBox(this)),
      surface_label_(new QLabel(this)),
      surface_(new QDoubleSpinBox(this)),
      slice_labels_{new QLabel(this), new QLabel(this), new QLabel(this)},
      slices_{millimetres(-1e6, 1e6, 1, this), millimetres(-1e6, 1e6, 1, this),
              millimetres(-1e6, 1e6, 1, this)},
      errors_label_(new QLabel(this)),
      errors_(new QComboBox(this)) {
  build();
  retranslate();
  setChoice({});
  connectFields();
}

void OptionsPage::build() {
  frame_->addItem({});
  frame_->addItem({});
  size_->setRange(16, 128);
  size_->setSingleStep(16);
  size_->setKeyboardTracking(false);
  surface_->setRange(-1000, 1000);
  surface_->setDecimals(3);
  surface_->setSingleStep(0.05);
  surface_->setValue(0.3);
  for (const int factor : {0, 1, 10, 100, 1000}) errors_->addItem({}, factor);
  auto* flow = new FlowLayout(16, 8);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 8, 10, 8);
  column->addLayout(flow);
  column->addStretch(1);
  flow->addWidget(labelled_field(frame_label_, frame_, this));
  flow->addWidget(labelled_field(size_label_, size_, this));
  flow->addWidget(labelled_field(extent_label_, extent_, this));
  flow->addWidget(fit_);
  flow->addWidget(labelled_field(sigma_label_, sigma_, this));
  flow->addWidget(labelled_field(spacing_label_, spacing_, this));
  flow->addWidget(sides_);
  flow->addWidget(labelled_field(surface_label_, surface_, this));
  flow->addWidget(labelled_field(errors_label_, errors_, this));
  for (std::size_t axis = 0; axis < 3; ++axis)
    flow->addWidget(labelled_field(slice_labels_[axis], slices_[axis], this));
}

void OptionsPage::connectFields() {
  connect(frame_, &QComboBox::currentIndexChanged, this, [this](int row) {
    universal_wanted_ = row == 1;
    Q_EMIT choiceEdited();
  });
  connect(size_, &QSpinBox::valueChanged, this, &OptionsPage::choiceEdited);
  for (QDoubleSpinBox* field : {extent_, sigma_, spacing_})
    connect(field, &QDoubleSpinBox::valueChanged, this, &OptionsPage::choiceEdited);
  connect(sides_, &QCheckBox::toggled, this, &OptionsPage::choiceEdited);
  connect(fit_, &QPushButton::clicked, this, [this] { extent_->setValue(fitting_extent_mm_); });
  connect(surface_, &QDoubleSpinBox::valueChanged, this, &OptionsPage::drawingEdited);
  connect(errors_, &QComboBox::currentIndexChanged, this, &OptionsPage::drawingEdited);
  for (int axis = 0; axis < 3; ++axis) {
    connect(
        slices_[static_cast<std::size_t>(axis)], &QDoubleSpinBox::valueChanged, this,
        [this, axis](double mm) { Q_EMIT sliceEdited(axis, SlicePlanes::nearest_voxel(grid_, axis, mm)); });
  }
}

void OptionsPage::setChoice(const HeatMapChoice& choice) {
  const QSignalBlocker quiet(this);
  universal_wanted_ = choice.universal;
  frame_->setCurrentIndex(choice.universal ? 1 : 0);
  size_->setValue(choice.request.size);
  extent_->setValue(choice.request.extent_mm);
  sigma_->setValue(choice.request.mixture.sigma_mm);
  spacing_->setValue(choice.request.mixture.spacing_mm);
  sides_->setChecked(choice.request.mixture.sides);
}

void OptionsPage::applyTo(HeatMapChoice& choice) const {
  choice.universal = frame_->currentIndex() == 1;
  choice.request.size = size_->value();
  choice.request.extent_mm = extent_->value();
  choice.request.mixture.sigma_mm = sigma_->value();
  choice.request.mixture.spacing_mm = spacing_->value();
  choice.request.mixture.sides = sides_->isChecked();
}

void OptionsPage::setPossible(bool universal, HeatMapSource source) {
  if (const auto* rows = qobject_cast<QStandardItemModel*>(frame_->model()))
    rows->item(1)->setEnabled(universal);
  {
    const QSignalBlocker quiet(frame_);
    frame_->setCurrentIndex(universal && universal_wanted_ ? 1 : 0);
  }
  const bool by_model = needs_model(source);
  const bool own_cube = by_model || needs_file(source);
  size_->setEnabled(!own_cube);
  extent_->setEnabled(!own_cube);
  fit_->setEnabled(!own_cube && fitting_extent_mm_ > 0);
  for (QWidget* field : {static_cast<QWidget*>(frame_), static_cast<QWidget*>(sigma_),
                         static_cast<QWidget*>(spacing_), static_cast<QWidget*>(sides_)})
    field->setEnabled(!by_model);
}

void OptionsPage::setFittingExtent(double extent_mm) {
  fitting_extent_mm_ = std::ceil(extent_mm / extent_rounding_mm) * extent_rounding_mm;
  fit_->setEnabled(extent_->isEnabled() && fitting_extent_mm_ > 0);
}

double OptionsPage::surfaceValue() const { return surface_->value(); }

void OptionsPage::setSurfaceValue(double value) {
  const QSignalBlocker quiet(this);
  surface_->setValue(value);
}

void OptionsPage::setSlices(const Grid& grid, const std::array<int, 3>& voxels) {
  grid_ = grid;
  for (int axis = 0; axis < 3; ++axis) {
    QDoubleSpinBox* field = slices_[static_cast<std::size_t>(axis)];
    const QSignalBlocker quiet(field);
    const auto place = [&](int voxel) { return grid.origin_mm[axis] + voxel * grid.spacing_mm[axis]; };
    field->setDecimals(1);
    field->setSingleStep(grid.spacing_mm[axis]);
    field->setRange(place(0), place(grid.size[static_cast<std::size_t>(axis)] - 1));
    field->setValue(place(voxels[static_cast<std::size_t>(axis)]));
  }
}

double OptionsPage::errorMagnification() const { return errors_->currentData().toDouble(); }

void OptionsPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void OptionsPage::retranslate() {
  frame_label_->setText(tr("Frame"));
  frame_->setItemText(0, tr("Dataset"));
  frame_->setItemText(1, tr("Universal"));
  frame_->setToolTip(tr("The universal frame can be chosen once the sequence is aligned"));
  size_label_->setText(tr("Voxels a side"));
  extent_label_->setText(tr("Extent"));
  for (QDoubleSpinBox* field : {extent_, sigma_, spacing_, slices_[0], slices_[1], slices_[2]})
    field->setSuffix(tr(" mm"));
  for (std::size_t axis = 0; axis < 3; ++axis) {
    slice_labels_[axis]->setText(tr("Slice %1").arg(QLatin1Char(static_cast<char>('x' + axis))));
    slices_[axis]->setToolTip(tr("Where the slice plane stands; arrow keys move it by a voxel"));
  }
  extent_->setToolTip(tr("Full side of the cube around the pelvis"));
  fit_->setText(tr("Fit to sequence"));
  fit_->setToolTip(tr("The smallest cube that holds every joint of the sequence"));
  sigma_label_->setText(tr("Sigma"));
  sigma_->setToolTip(tr("Standard deviation of the main Gaussian"));
  spacing_label_->setText(tr("Spacing c"));
  spacing_->setToolTip(tr("Distance between side Gaussians along a bone (equation 6)"));
  sides_->setText(tr("Side Gaussians"));
  surface_label_->setText(tr("Iso-surface at"));
  errors_label_->setText(tr("Error arrows"));
  errors_->setItemText(0, tr("As long as can be seen"));
  for (int row = 1; row < errors_->count(); ++row)
    errors_->setItemText(row, tr("%1 times").arg(locale().toString(errors_->itemData(row).toInt())));
  errors_->setToolTip(tr("Errors below a voxel are too short to be seen as they are"));
}

}  // namespace solopose
