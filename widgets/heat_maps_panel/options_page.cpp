#include "widgets/heat_maps_panel/options_page.h"

#include <cmath>
#include <vector>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "core/options/validation.h"
#include "render/heat_map/slice_geometry.h"
#include "widgets/options/decimal_box.h"
#include "widgets/options/labelled_field.h"
#include "widgets/options/option_fields.h"
#include "widgets/shared/flow_layout.h"

namespace solopose {
namespace {

constexpr double extent_rounding_mm = 50;

enum FrameRow { dataset_row, universal_row, camera_row, frame_rows };

QDoubleSpinBox* slice_field(QWidget* parent) {
  auto* field = new DecimalBox(parent);
  field->setKeyboardTracking(false);
  return field;
}

}  // namespace

OptionsPage::OptionsPage(QWidget* parent)
    : QWidget(parent),
      frame_label_(new QLabel(this)),
      frame_(new QComboBox(this)),
      fields_(OptionFields::of<HeatMapRequest>(staticMetaObject.className(), this)),
      fit_(new QPushButton(this)),
      surface_label_(new QLabel(this)),
      surface_(new DecimalBox(this)),
      slice_labels_{new QLabel(this), new QLabel(this), new QLabel(this)},
      slices_{slice_field(this), slice_field(this), slice_field(this)},
      errors_label_(new QLabel(this)),
      errors_(new QComboBox(this)) {
  build();
  retranslate();
  setChoice({});
  connectFields();
}

void OptionsPage::build() {
  for (int row = 0; row < frame_rows; ++row) frame_->addItem({});
  // A model's own, not to be chosen.
  if (const auto* rows = qobject_cast<QStandardItemModel*>(frame_->model()))
    rows->item(camera_row)->setEnabled(false);
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
  buildRequest(flow);
  flow->addWidget(labelled_field(surface_label_, surface_, this));
  flow->addWidget(labelled_field(errors_label_, errors_, this));
  for (std::size_t axis = 0; axis < 3; ++axis)
    flow->addWidget(labelled_field(slice_labels_[axis], slices_[axis], this));
  setTabOrders();
}

void OptionsPage::buildRequest(QLayout* flow) {
  const OptionWords words[] = {
      {"size", QT_TR_NOOP("Voxels a side")},
      {"extent_mm", QT_TR_NOOP("Extent"), QT_TR_NOOP("Full side of the cube around the pelvis")},
      {"mixture.sigma_mm", QT_TR_NOOP("Sigma"), QT_TR_NOOP("Standard deviation of the main Gaussian")},
      {"mixture.spacing_mm", QT_TR_NOOP("Spacing c"),
       QT_TR_NOOP("Distance between side Gaussians along a bone (equation 6)")},
      {"mixture.sides", QT_TR_NOOP("Side Gaussians")}};
  for (const OptionWords& each : words) {
    const OptionFields::Row& row = fields_->add(each);
    QWidget* editor = row.editor->widget();
    // A volume is made anew after each change.
    if (auto* box = qobject_cast<QAbstractSpinBox*>(editor)) box->setKeyboardTracking(false);
    if (auto* size = qobject_cast<QSpinBox*>(editor)) size->setSingleStep(16);
    flow->addWidget(labelled_field(row.label, editor, this));
    if (each.path == std::string_view("extent_mm")) flow->addWidget(fit_);
  }
}

/// As they stand, not as they were made.
void OptionsPage::setTabOrders() {
  std::vector<QWidget*> order{frame_};
  for (const OptionFields::Row& row : fields_->rows()) {
    order.push_back(row.editor->widget());
    if (row.words.path == std::string_view("extent_mm")) order.push_back(fit_);
  }
  order.insert(order.end(), {surface_, errors_, slices_[0], slices_[1], slices_[2]});
  for (std::size_t i = 1; i < order.size(); ++i) setTabOrder(order[i - 1], order[i]);
}

void OptionsPage::connectFields() {
  connect(frame_, &QComboBox::currentIndexChanged, this, [this](int row) {
    universal_wanted_ = row == universal_row;
    Q_EMIT choiceEdited();
  });
  connect(fields_, &OptionFields::edited, this, &OptionsPage::choiceEdited);
  connect(fit_, &QPushButton::clicked, this, [this] {
    qobject_cast<QDoubleSpinBox*>(fields_->row("extent_mm")->editor->widget())->setValue(fitting_extent_mm_);
  });
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
  universal_possible_ = true;
  wanted_ = choice.request;
  try {
    require_in_range("heat map", wanted_);
  } catch (const Error&) {
    wanted_ = {};
  }
  fill();
}

/// What is the choice's own as it was chosen, the rest as it is shown.
void OptionsPage::fill() {
  const QSignalBlocker quiet(frame_);
  const bool universal = universal_possible_ && universal_wanted_;
  frame_->setCurrentIndex(own_mixture_ ? own_frame_ : universal ? universal_row : dataset_row);
  HeatMapRequest shown = wanted_;
  if (own_cube_) {
    shown.size = own_.size;
    shown.extent_mm = own_.extent_mm;
  }
  if (own_mixture_) shown.mixture = own_.mixture;
  fields_->show(shown);
}

HeatMapRequest OptionsPage::request() const {
  HeatMapRequest request = wanted_;
  fields_->store(request);
  return request;
}

void OptionsPage::applyTo(HeatMapChoice& choice) const {
  const HeatMapRequest chosen = request();
  choice.universal = universal_possible_ && universal_wanted_;
  choice.request.size = chosen.size;
  choice.request.extent_mm = chosen.extent_mm;
  choice.request.mixture.sigma_mm = chosen.mixture.sigma_mm;
  choice.request.mixture.spacing_mm = chosen.mixture.spacing_mm;
  choice.request.mixture.sides = chosen.mixture.sides;
}

void OptionsPage::setPossible(bool universal, HeatMapSource source) {
  if (const auto* rows = qobject_cast<QStandardItemModel*>(frame_->model()))
    rows->item(universal_row)->setEnabled(universal);
  const bool by_model = needs_model(source);
  const bool own_cube = by_model || needs_file(source);
  frame_->setEnabled(!by_model);
  for (const OptionFields::Row& row : fields_->rows()) {
    const bool of_mixture = std::string_view(row.words.path).starts_with("mixture.");
    row.editor->widget()->setEnabled(of_mixture ? !by_model : !own_cube);
  }
  fit_->setEnabled(!own_cube && fitting_extent_mm_ > 0);
  wanted_ = request();
  universal_possible_ = universal;
  // Until there is a picture nobody knows better.
  if (own_cube && !own_cube_) own_ = wanted_;
  if (by_model && !own_mixture_) own_frame_ = frame_->currentIndex();
  own_cube_ = own_cube;
  own_mixture_ = by_model;
  fill();
}

void OptionsPage::setShown(const HeatMapPicture& picture) {
  if (!own_cube_ && !own_mixture_) return;
  const HeatMapRequest& shown = picture.query.choice.request;
  // A file's cube does not change; what is being typed beside it stays.
  if (!own_mixture_ && shown.size == own_.size && shown.extent_mm == own_.extent_mm) return;
  wanted_ = request();
  own_ = shown;
  own_frame_ = picture.in_crop_space            ? camera_row
               : picture.query.choice.universal ? universal_row
                                                : dataset_row;
  fill();
}

void OptionsPage::setFittingExtent(double extent_mm) {
  fitting_extent_mm_ = std::ceil(extent_mm / extent_rounding_mm) * extent_rounding_mm;
  fit_->setEnabled(fields_->row("extent_mm")->editor->widget()->isEnabled() && fitting_extent_mm_ > 0);
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
    // Rounded to nought it would keep its minus.
    const double tenths = std::round(10 * place(voxels[static_cast<std::size_t>(axis)]));
    field->setValue(tenths == 0 ? 0 : tenths / 10);
  }
}

double OptionsPage::errorMagnification() const { return errors_->currentData().toDouble(); }

void OptionsPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void OptionsPage::retranslate() {
  frame_label_->setText(tr("Frame"));
  frame_->setItemText(dataset_row, tr("Dataset"));
  frame_->setItemText(universal_row, tr("Universal"));
  frame_->setItemText(camera_row, tr("Camera"));
  frame_->setToolTip(tr("The universal frame can be chosen once the sequence is aligned"));
  fields_->retranslate();
  for (QDoubleSpinBox* field : slices_) field->setSuffix(tr(" mm"));
  for (std::size_t axis = 0; axis < 3; ++axis) {
    slice_labels_[axis]->setText(tr("Slice %1").arg(QLatin1Char(static_cast<char>('x' + axis))));
    slices_[axis]->setToolTip(tr("Where the slice plane stands; arrow keys move it by a voxel"));
  }
  fit_->setText(tr("Fit to sequence"));
  fit_->setToolTip(tr("The smallest cube that holds every joint of the sequence"));
  surface_label_->setText(tr("Iso-surface at"));
  errors_label_->setText(tr("Error arrows"));
  errors_->setItemText(0, tr("As long as can be seen"));
  for (int row = 1; row < errors_->count(); ++row)
    errors_->setItemText(row, tr("%1 times").arg(locale().toString(errors_->itemData(row).toInt())));
  errors_->setToolTip(tr("Errors below a voxel are too short to be seen as they are"));
}

}  // namespace solopose
