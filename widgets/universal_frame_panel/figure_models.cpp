#include "widgets/universal_frame_panel/figure_models.h"

#include <cmath>
#include <limits>
#include <utility>

#include <QLocale>
#include <QPainter>
#include <QPixmap>

#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {

namespace {

constexpr int kSwatch_px = 12;

QPixmap swatch(const QColor& colour) {
  QPixmap pixmap(2 * kSwatch_px, 2 * kSwatch_px);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawEllipse(QRectF(1, 1, kSwatch_px - 2, kSwatch_px - 2));
  return pixmap;
}

QVariant numberAlignment() { return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter); }

QString dash() { return QString(QChar(0x2013)); }

}  // namespace

QString lengthText(double mm) {
  const double size = std::abs(mm);
  const int digits = size < 1 ? 2 : size < 100 ? 1 : 0;
  return QLocale().toString(mm, 'f', digits);
}

DatasetFiguresModel::DatasetFiguresModel(QObject* parent)
    : QAbstractTableModel(parent), catalog_(std::make_shared<const Catalog>()) {}

void DatasetFiguresModel::setCatalog(std::shared_ptr<const Catalog> catalog) {
  beginResetModel();
  catalog_ = std::move(catalog);
  figures_ = figures_of_datasets(*catalog_);
  endResetModel();
}

void DatasetFiguresModel::setHidden(const std::set<DatasetId>& hidden) {
  if (hidden == hidden_) return;
  hidden_ = hidden;
  refresh();
  Q_EMIT hiddenChanged();
}

void DatasetFiguresModel::toggleSolo(int row) {
  std::set<DatasetId> others;
  for (const DatasetRecord& dataset : catalog_->datasets) others.insert(dataset.id);
  others.erase(datasetAt(row));
  setHidden(hidden_ == others ? std::set<DatasetId>() : others);
}

DatasetId DatasetFiguresModel::datasetAt(int row) const {
  return catalog_->datasets[static_cast<std::size_t>(row)].id;
}

SequenceId DatasetFiguresModel::worstAt(int row) const {
  return figures_.empty() ? 0 : figures_[static_cast<std::size_t>(row)].worst;
}

int DatasetFiguresModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(catalog_->datasets.size());
}

int DatasetFiguresModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

QString DatasetFiguresModel::text(const DatasetFigures& figures, int column) const {
  const bool placed = figures.sequences > figures.unplaced;
  switch (column) {
    case residual_mean:
      return placed ? lengthText(figures.residual_mean_mm) : dash();
    case residual_max:
      return placed ? lengthText(figures.residual_max_mm) : dash();
    case before:
      return figures.comparable > 0 ? lengthText(figures.dispersion_before_mm) : dash();
    case after:
      return figures.takes > 0 ? lengthText(figures.dispersion_after_mm) : dash();
    default:
      return {};
  }
}

QString DatasetFiguresModel::toolTip(int row) const {
  const DatasetRecord& dataset = catalog_->datasets[static_cast<std::size_t>(row)];
  QStringList lines{shown_name(dataset.name)};
  if (!figures_.empty()) {
    const DatasetFigures& figures = figures_[static_cast<std::size_t>(row)];
    lines << tr("%Ln sequence(s)", nullptr, static_cast<int>(figures.sequences));
    if (figures.unplaced > 0) {
      lines << tr("%Ln without a key frame", nullptr, static_cast<int>(figures.unplaced));
    }
    if (figures.takes > figures.comparable) {
      lines << tr("%Ln take(s) not comparable before: no extrinsics", nullptr,
                  static_cast<int>(figures.takes - figures.comparable));
    }
    lines << (figures.takes > 0
                  ? tr("%Ln take(s) with synchronised views", nullptr, static_cast<int>(figures.takes))
                  : tr("No take has synchronised views"));
  }
  lines << tr("Ctrl+click shows this dataset only");
  return lines.join(QLatin1Char('\n'));
}

QVariant DatasetFiguresModel::data(const QModelIndex& index, int role) const {
  const auto row = static_cast<std::size_t>(index.row());
  const DatasetRecord& dataset = catalog_->datasets[row];
  if (role == Qt::ToolTipRole) return toolTip(index.row());
  if (index.column() == name) {
    if (role == Qt::DisplayRole) return shown_name(dataset.name);
    if (role == Qt::DecorationRole) return swatch(Theme::instance().dataset(index.row()));
    if (role == Qt::CheckStateRole) return hidden_.contains(dataset.id) ? Qt::Unchecked : Qt::Checked;
    return {};
  }
  if (role == Qt::TextAlignmentRole) return numberAlignment();
  if (role == Qt::DisplayRole) return figures_.empty() ? dash() : text(figures_[row], index.column());
  return {};
}

bool DatasetFiguresModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (index.column() != name || role != Qt::CheckStateRole) return false;
  std::set<DatasetId> hidden = hidden_;
  if (value.toInt() == Qt::Checked) {
    hidden.erase(datasetAt(index.row()));
  } else {
    hidden.insert(datasetAt(index.row()));
  }
  setHidden(hidden);
  return true;
}

QVariant DatasetFiguresModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole && section != name) return numberAlignment();
  const bool tip = role == Qt::ToolTipRole;
  if (role != Qt::DisplayRole && !tip) return {};
  switch (section) {
    case name:
      return tip ? tr("Checked datasets are shown; Ctrl+click shows one alone") : tr("Dataset");
    case residual_mean:
      return tip ? tr("Residual of the three reference joints at the key frame, mean over sequences, mm")
                 : tr("Mean");
    case residual_max:
      return tip ? tr("Residual at the key frame, worst sequence, mm") : tr("Max");
    case before:
      return tip ? tr("Distance of synchronised views from their mean before alignment, in the world, mm")
                 : tr("Before");
    case after:
      return tip ? tr("Distance of synchronised views from their mean after alignment, mm") : tr("After");
    default:
      return {};
  }
}

Qt::ItemFlags DatasetFiguresModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == name ? flags | Qt::ItemIsUserCheckable : flags;
}

void DatasetFiguresModel::refresh() {
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1);
}

void TakeFiguresModel::setCatalog(std::shared_ptr<const Catalog> catalog) {
  beginResetModel();
  catalog_ = std::move(catalog);
  takes_.clear();
  if (catalog_->alignment) {
    for (const TakeDispersion& take : catalog_->alignment->takes) {
      if (take.views.size() > 1) takes_.push_back(&take);
    }
  }
  endResetModel();
}

void TakeFiguresModel::setInWorld(std::vector<TakeInWorld> takes) {
  in_world_.clear();
  for (TakeInWorld& take : takes) in_world_.emplace(take.name, std::move(take));
  refresh();
}

const TakeInWorld* TakeFiguresModel::inWorld(const TakeDispersion& take) const {
  const auto found = in_world_.find(take.name);
  return found == in_world_.end() ? nullptr : &found->second;
}

double TakeFiguresModel::value(const TakeDispersion& take, int column) const {
  if (column == after) return take.after_mm;
  const TakeInWorld* known = inWorld(take);
  if (known == nullptr || !known->why_not.empty()) return std::numeric_limits<double>::quiet_NaN();
  switch (column) {
    case before:
      return known->dispersion_mm;
    case rotation:
      return known->rotation_deg;
    case translation:
      return known->translation_mm;
    default:
      return known->remaining_mm;
  }
}

QString TakeFiguresModel::toolTip(const TakeDispersion& take) const {
  QStringList lines{shown_name(take.name),
                    tr("%Ln synchronised view(s)", nullptr, static_cast<int>(take.views.size()))};
  const TakeInWorld* known = inWorld(take);
  if (known == nullptr) return lines.join(QLatin1Char('\n'));
  if (known->why_not.empty()) {
    lines << tr("In the world turned %1° and shifted %2 mm against their mean; %3 mm remain")
                 .arg(lengthText(known->rotation_deg), lengthText(known->translation_mm),
                      lengthText(known->remaining_mm));
  } else {
    lines << tr("Not comparable before: %1").arg(QString::fromStdString(known->why_not));
  }
  return lines.join(QLatin1Char('\n'));
}

const std::string& TakeFiguresModel::takeAt(int row) const {
  return takes_[static_cast<std::size_t>(row)]->name;
}

int TakeFiguresModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(takes_.size());
}

int TakeFiguresModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

QVariant TakeFiguresModel::data(const QModelIndex& index, int role) const {
  const TakeDispersion& take = *takes_[static_cast<std::size_t>(index.row())];
  const bool sorting = role == kSortRole;
  if (role == Qt::ToolTipRole) {
    return toolTip(take);
  }
  if (role == Qt::TextAlignmentRole) return index.column() == name ? QVariant() : numberAlignment();
  if (role != Qt::DisplayRole && !sorting) return {};
  switch (index.column()) {
    case name:
      return shown_name(take.name);
    case views:
      return static_cast<qlonglong>(take.views.size());
    default:
      break;
  }
  const double figure = value(take, index.column());
  if (sorting) return figure;
  return std::isfinite(figure) ? lengthText(figure) : dash();
}

QVariant TakeFiguresModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignCenter);  // leaves the sort arrow its place
  if (role == Qt::ToolTipRole) return headerToolTip(section);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case name:
      return tr("Take");
    case views:
      return tr("Views");
    case before:
      return tr("Before");
    case rotation:
      return tr("Turn °");
    case translation:
      return tr("Shift");
    case remaining:
      return tr("Rest");
    case after:
      return tr("After");
    default:
      return {};
  }
}

QString TakeFiguresModel::headerToolTip(int section) {
  switch (section) {
    case before:
      return tr("Mean distance of the views to their mean in the world, by the file's own extrinsics, mm");
    case rotation:
      return tr("How far the views are turned against their mean in the world, degrees");
    case translation:
      return tr("How far the views' bodies are shifted against their mean in the world, mm");
    case remaining:
      return tr("What remains apart once each view is turned and shifted onto the mean, mm");
    case after:
      return tr("Mean distance of the views to their mean in the universal frame, mm");
    default:
      return {};
  }
}

void TakeFiguresModel::refresh() {
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1);
}

}  // namespace solopose
