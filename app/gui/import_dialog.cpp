#include "app/gui/import_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/gui/dropped_paths.h"
#include "app/gui/import_plan_view.h"
#include "app/gui/joint_mapping_dialog.h"
#include "core/base/error.h"
#include "core/formats/axis.h"
#include "core/formats/length_unit.h"
#include "core/formats/remembered_mapping.h"
#include "core/formats/rig_guess.h"
#include "core/options/option_visitor.h"
#include "widgets/options/decimal_box.h"
#include "widgets/shared/dialog_buttons.h"
#include "widgets/shared/field_words.h"
#include "widgets/shared/file_field.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

void open_file_dialog(QFileDialog* dialog, const std::function<void(const QStringList&)>& chosen) {
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QFileDialog::filesSelected, dialog, chosen);
  dialog->open();
}

QString words_for(const LengthUnit& unit) {
  static const std::map<std::string_view, const char*> words = {
      {"mm", QT_TRANSLATE_NOOP("solopose::ImportDialog", "Millimetres")},
      {"cm", QT_TRANSLATE_NOOP("solopose::ImportDialog", "Centimetres")},
      {"dm", QT_TRANSLATE_NOOP("solopose::ImportDialog", "Decimetres")},
      {"m", QT_TRANSLATE_NOOP("solopose::ImportDialog", "Metres")},
      {"in", QT_TRANSLATE_NOOP("solopose::ImportDialog", "Inches")},
      {"ft", QT_TRANSLATE_NOOP("solopose::ImportDialog", "Feet")}};
  return ImportDialog::tr(words.at(unit.name));
}

/// Tab goes from one widget to the next as they stand, whichever was made first. @return the last of them.
QWidget* chain_along(QLayout* layout, QWidget* from) {
  for (int i = 0; i < layout->count(); ++i) {
    QLayoutItem* item = layout->itemAt(i);
    QWidget* widget = item->widget();
    QLayout* inner = widget == nullptr ? item->layout() : widget->layout();
    if (inner != nullptr) {
      from = chain_along(inner, from);
    } else if (widget != nullptr && widget != from && widget->focusPolicy() != Qt::NoFocus) {
      QWidget::setTabOrder(from, widget);
      from = widget;
    }
  }
  return from;
}

/// Files whose joints may want a mapping: first those that would be left out, then what was remarked upon.
std::vector<std::filesystem::path> files_to_map(const ImportPlan& plan, const ImportOptions& options) {
  std::vector<std::filesystem::path> files;
  for (const bool skipped : {true, false}) {
    for (const PlannedDataset& dataset : plan.datasets) {
      for (const ProblemRecord& problem : dataset.problems)
        if (problem.skipped == skipped) files.emplace_back(problem.file);
    }
  }
  files.insert(files.end(), options.paths.begin(), options.paths.end());
  return files;
}

/// A rig, and its mapping where one is remembered.
struct RigToMap {
  Rig rig;
  std::optional<JointSet> known;
};

/// The rig of the first of them that names joints, where there is one of those whose names tell no body.
Rig rig_to_map(const std::vector<std::filesystem::path>& files, const JobContext& context) {
  std::filesystem::path any;
  for (const std::filesystem::path& file : files) {
    context.throw_if_stopped();
    std::error_code failure;
    if (!std::filesystem::is_regular_file(file, failure) || !has_rig(file)) continue;
    if (any.empty()) any = file;
    try {
      if (!names_tell_a_body(read_rig_names(file, context))) return read_rig(file, context);
    } catch (const FormatError&) {  // what is wrong with it, the plan says
      continue;
    }
  }
  if (any.empty()) throw Error("none of the files names its joints itself (BVH, TRC, C3D, CSV)");
  return read_rig(any, context);
}

}  // namespace

ImportDialog::ImportDialog(QWidget* parent)
    : QDialog(parent),
      paths_(new QListWidget(this)),
      remove_(new QPushButton(tr("Re&move"), this)),
      format_(new QComboBox(this)),
      dataset_(new QLineEdit(this)),
      mapping_(new FileField(
          {},
          [](QFileDialog& dialog) {
            dialog.setWindowTitle(tr("Joint mapping"));
            dialog.setNameFilter(tr("Joint mapping (*.json)"));
            dialog.setFileMode(QFileDialog::ExistingFile);
          },
          this)),
      calibration_(new FileField(
          {},
          [](QFileDialog& dialog) {
            dialog.setWindowTitle(tr("Calibration"));
            dialog.setFileMode(QFileDialog::ExistingFile);
          },
          this)),
      rate_(new DecimalBox(this)),
      unit_(new QComboBox(this)),
      up_(new QComboBox(this)),
      with_ignored_(new QCheckBox(tr("Also what AIST++’s &ignore list names"), this)),
      universal_(new QCheckBox(tr("People of one &size (univ_annot3 of MPI-INF-3DHP)"), this)),
      plan_(new ImportPlanView(this)),
      map_joints_(new QPushButton(tr("Ma&p joints…"), this)),
      remembered_(new QCheckBox(tr("Use &remembered mappings"), this)) {
  setWindowTitle(tr("Import"));
  setAcceptDrops(true);
  resize(QSize(1080, 620).boundedTo(parent->window()->size()));
  fillChoices();
  build();
  followChoices();
  updateState();
}

void ImportDialog::fillChoices() {
  format_->addItem(tr("Guess from the files"), QString());
  for (const Reader& reader : readers()) {
    format_->addItem(QString::fromUtf8(reader.title.data(), static_cast<qsizetype>(reader.title.size())),
                     QString::fromUtf8(reader.name.data(), static_cast<qsizetype>(reader.name.size())));
  }
  unit_->addItem(tr("As the format says"), 0.0);
  for (const LengthUnit& unit : length_units) unit_->addItem(words_for(unit), unit.millimetres);
  up_->addItem(tr("As the format says"), QString());
  for (const std::string_view axis : axis_names) {
    const QString name = QString::fromLatin1(axis.data(), static_cast<qsizetype>(axis.size()));
    up_->addItem(QString(name).replace(QLatin1Char('-'), QChar(0x2212)), name);
  }
  ReadOptions of_a_reader;
  const OptionField rate = *option_at(described(of_a_reader), "frames_per_second", true);
  rate_->setRange(0, std::get<NumberField>(rate).high);
  rate_->setDecimals(3);
  rate_->setSuffix(tr(" frames/s"));
  rate_->setSpecialValueText(tr("As the file says"));
  dataset_->setPlaceholderText(tr("The format's name"));
  dataset_->setToolTip(tr("The name of a dataset that is there already adds to it"));
  calibration_->edit()->setPlaceholderText(tr("Those beside the files"));
  calibration_->edit()->setToolTip(tr("Cameras of the recordings; videos go to them by their names"));
  mapping_->edit()->setPlaceholderText(tr("None"));
  mapping_->edit()->setToolTip(tr("A JSON file that names the joints of the file and what they are"));
}

QWidget* ImportDialog::buildPaths() {
  auto* box = new QWidget(this);
  auto* add_files = new QPushButton(tr("&Add files…"), box);
  auto* add_folder = new QPushButton(tr("Add f&older…"), box);
  paths_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  paths_->setTextElideMode(Qt::ElideMiddle);
  paths_->setMinimumHeight(96);
  auto* buttons = new QHBoxLayout;
  for (QPushButton* button : {add_files, add_folder, remove_}) {
    button->setAutoDefault(false);
    buttons->addWidget(button);
  }
  buttons->addStretch();
  auto* layout = new QVBoxLayout(box);
  constexpr int ring = 4;  // around what has the focus, the list at first
  layout->setContentsMargins(ring, 0, ring, 0);
  auto* name = new QLabel(tr("Fi&les and folders"), box);
  name->setBuddy(paths_);
  layout->addWidget(name);
  layout->addWidget(paths_, 1);
  layout->addLayout(buttons);
  connect(add_files, &QPushButton::clicked, this, &ImportDialog::chooseFiles);
  connect(add_folder, &QPushButton::clicked, this, &ImportDialog::chooseFolder);
  connect(paths_, &QListWidget::itemSelectionChanged, this, &ImportDialog::updateState);
  connect(remove_, &QPushButton::clicked, this, [this] {
    qDeleteAll(paths_->selectedItems());
    updateState();
    look();
  });
  return box;
}

QWidget* ImportDialog::buildForm() {
  auto* box = new QWidget(this);
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("&Format"), format_);
  form->addRow(tr("&Dataset"), dataset_);
  form->addRow(tr("&Joint mapping"), mapping_);
  form->addRow(QString(), buildMapping());
  form->addRow(tr("&Calibration"), calibration_);
  form->addRow(tr("Frame ra&te"), rate_);
  form->addRow(tr("&Unit"), unit_);
  form->addRow(tr("Up a&xis"), up_);
  form->addRow(with_ignored_);
  form->addRow(universal_);
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 12, 0);  // between the fields and the splitter
  layout->setSpacing(12);
  layout->addWidget(buildPaths(), 1);
  layout->addLayout(form);
  chain_along(layout, paths_);
  return box;
}

QWidget* ImportDialog::buildMapping() {
  auto* box = new QWidget(this);
  map_joints_->setAutoDefault(false);
  map_joints_->setToolTip(
      tr("Show which joints of the files are which, on a drawn body. The next files of that rig are read so, "
         "too"));
  remembered_->setChecked(true);
  auto* forget_button = new QPushButton(tr("For&get all…"), box);
  forget_button->setAutoDefault(false);
  forget_button->setToolTip(tr("Delete the mappings that are remembered"));
  auto* layout = new QHBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(map_joints_);
  layout->addWidget(remembered_);
  layout->addStretch();
  layout->addWidget(forget_button);
  connect(map_joints_, &QPushButton::clicked, this, &ImportDialog::mapJoints);
  connect(plan_, &ImportPlanView::planned, this, &ImportDialog::updateState);
  connect(remembered_, &QCheckBox::toggled, this, &ImportDialog::look);
  connect(forget_button, &QPushButton::clicked, this, &ImportDialog::forget);
  return box;
}

void ImportDialog::mapJoints() {
  looking_for_rig_.request(
      [files = files_to_map(plan_->plan(), options())](const std::stop_token& stop) {
        JobContext context;
        context.stop = stop;
        Rig rig = rig_to_map(files, context);
        std::optional<JointSet> known = recall_mapping(remembered_mappings_folder(), rig);
        return RigToMap{std::move(rig), std::move(known)};
      },
      [this](RigToMap&& found) {
        auto* dialog = new JointMappingDialog(std::move(found.rig), found.known, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, dialog] { remember(dialog->mapping()); });
        dialog->open();
      },
      [this](const QString& failure) { complain(failure); });
}

void ImportDialog::remember(const JointSet& mapping) {
  try {
    remember_mapping(remembered_mappings_folder(), mapping);
  } catch (const Error& failure) {
    return complain(QString::fromUtf8(failure.what()));
  }
  remembered_->setChecked(true);
  look();
}

void ImportDialog::forget() {
  auto* box =
      new QMessageBox(QMessageBox::Question, windowTitle(),
                      tr("Delete all joint mappings that are remembered? They cannot be brought back."),
                      QMessageBox::NoButton, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* delete_button = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
  box->setDefaultButton(box->addButton(tr("Cancel"), QMessageBox::RejectRole));
  connect(box, &QDialog::finished, this, [this, box, delete_button] {
    if (box->clickedButton() != delete_button) return;
    forget_mappings(remembered_mappings_folder());
    look();
  });
  box->open();
}

void ImportDialog::complain(const QString& failure) {
  auto* box = new QMessageBox(QMessageBox::Warning, windowTitle(), shown_text(in_fields(failure)),
                              QMessageBox::Close, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

void ImportDialog::build() {
  auto* sides = new QSplitter(this);
  sides->addWidget(buildForm());
  sides->addWidget(plan_);
  sides->setChildrenCollapsible(false);
  sides->setStretchFactor(1, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(sides, 1);
  accept_ = add_dialog_buttons(this, tr("Import"));
}

void ImportDialog::followChoices() {
  for (QComboBox* choice : {format_, unit_, up_})
    connect(choice, &QComboBox::currentIndexChanged, this, &ImportDialog::look);
  for (QCheckBox* choice : {with_ignored_, universal_})
    connect(choice, &QCheckBox::toggled, this, &ImportDialog::look);
  connect(rate_, &QDoubleSpinBox::valueChanged, this, &ImportDialog::look);
  connect(dataset_, &QLineEdit::editingFinished, this, &ImportDialog::look);
  for (FileField* field : {mapping_, calibration_})
    connect(field->edit(), &QLineEdit::textChanged, this, &ImportDialog::look);
}

void ImportDialog::setProject(const QString& folder) {
  project_ = folder;
  look();
}

void ImportDialog::look() {
  plan_->look(options(), QFile::encodeName(project_).toStdString());
  updateState();
}

void ImportDialog::addPaths(const QStringList& paths) {
  for (const QString& path : paths) {
    if (paths_->findItems(path, Qt::MatchExactly).isEmpty()) paths_->addItem(path);
  }
  updateState();
  look();
}

void ImportDialog::setFormat(const QString& format) {
  format_->setCurrentIndex(std::max(0, format_->findData(format)));
}

QStringList ImportDialog::paths() const {
  QStringList all;
  for (int row = 0; row < paths_->count(); ++row) all += paths_->item(row)->text();
  return all;
}

ImportOptions ImportDialog::options() const {
  ImportOptions options;
  options.format = format_->currentData().toString().toStdString();
  for (const QString& path : paths()) options.paths.emplace_back(QFile::encodeName(path).toStdString());
  options.dataset = dataset_->text().trimmed().toStdString();
  if (rate_->value() > 0) options.read.frames_per_second = rate_->value();
  if (const double millimetres = unit_->currentData().toDouble(); millimetres > 0) {
    options.read.millimetres_per_unit = millimetres;
  }
  if (const QString up = up_->currentData().toString(); !up.isEmpty()) options.read.up = up.toStdString();
  if (const QString mapping = mapping_->file(); !mapping.isEmpty()) {
    options.read.mapping = path_of(mapping);
  } else if (remembered_->isChecked()) {
    options.read.mapping = remembered_mappings();
  }
  if (const QString calibration = calibration_->file(); !calibration.isEmpty())
    options.read.calibration = QFile::encodeName(calibration).toStdString();
  options.read.with_ignored = with_ignored_->isChecked();
  options.read.universal = universal_->isChecked();
  return options;
}

void ImportDialog::chooseFiles() {
  auto* dialog = new QFileDialog(this, tr("Add files"));
  dialog->setFileMode(QFileDialog::ExistingFiles);
  open_file_dialog(dialog, [this](const QStringList& files) { addPaths(files); });
}

void ImportDialog::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("Add folder"));
  dialog->setFileMode(QFileDialog::Directory);
  open_file_dialog(dialog, [this](const QStringList& folders) { addPaths(folders); });
}

void ImportDialog::updateState() {
  remove_->setEnabled(!paths_->selectedItems().isEmpty());
  const bool nothing = paths_->count() > 0 && plan_->isSettled() && plan_->plan().sequences() == 0;
  accept_->setEnabled(paths_->count() > 0 && !nothing);
  accept_->setToolTip(nothing ? tr("No sequence would arrive: the reasons stand beside") : QString());
  map_joints_->setEnabled(paths_->count() > 0);
}

/// Where the keys go is seen from the start.
void ImportDialog::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  if (!event->spontaneous()) paths_->setFocus(Qt::TabFocusReason);
}

void ImportDialog::dragEnterEvent(QDragEnterEvent* event) {
  if (!dropped_paths(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent* event) {
  addPaths(dropped_paths(event->mimeData()));
  event->acceptProposedAction();
}

}  // namespace solopose
