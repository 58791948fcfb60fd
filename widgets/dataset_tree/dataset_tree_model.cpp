#include "widgets/dataset_tree/dataset_tree_model.h"

#include <algorithm>
#include <utility>

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QLocale>

#include "core/skeleton/marker_cloud.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr QChar key_separator(0x1f);

QString from_utf8(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString key_of(const TreeNode& node, const Catalog& catalog) {
  if (node.level == TreeLevel::dataset) {
    return QString::number(catalog.datasets[static_cast<std::size_t>(node.dataset_index)].id);
  }
  return QString::number(static_cast<int>(node.level)) + QLatin1Char(':') + from_utf8(node.label);
}

QFont struck_out() {
  QFont font;
  font.setStrikeOut(true);
  return font;
}

}  // namespace

DatasetTreeModel::DatasetTreeModel(QObject* parent) : QAbstractItemModel(parent) {
  setCatalog(std::make_shared<const Catalog>());
}

void DatasetTreeModel::setCatalog(std::shared_ptr<const Catalog> catalog) {
  beginResetModel();
  catalog_ = std::move(catalog);
  search_ = std::make_unique<SequenceSearch>(catalog_);
  rebuild();
  endResetModel();
}

void DatasetTreeModel::setFilter(const QString& text) {
  if (text == filter_) return;
  beginResetModel();
  filter_ = text;
  rebuild();
  endResetModel();
}

void DatasetTreeModel::rebuild() {
  tree_ = std::make_unique<TreeIndex>(catalog_, search_->find(filter_), search_->findDatasets(filter_));
}

const TreeNode& DatasetTreeModel::nodeAt(const QModelIndex& index) const {
  return index.isValid() ? *static_cast<const TreeNode*>(index.constInternalPointer()) : tree_->root();
}

QModelIndex DatasetTreeModel::indexAt(const TreeNode& node, int column) const {
  return node.parent == nullptr ? QModelIndex() : createIndex(node.row, column, &node);
}

const DatasetRecord& DatasetTreeModel::datasetOf(const TreeNode& node) const {
  return catalog_->datasets[static_cast<std::size_t>(node.dataset_index)];
}

std::vector<SequenceId> DatasetTreeModel::sequencesBelow(const QModelIndex& index) const {
  return tree_->sequences(nodeAt(index));
}

QModelIndex DatasetTreeModel::indexOf(SequenceId sequence) const {
  const TreeNode* leaf = tree_->leaf_of(sequence);
  return leaf == nullptr ? QModelIndex() : indexAt(*leaf);
}

QModelIndex DatasetTreeModel::indexOfDataset(DatasetId dataset) const {
  for (const auto& node : tree_->root().children) {
    if (datasetOf(*node).id == dataset) return indexAt(*node);
  }
  return {};
}

QString DatasetTreeModel::keyOf(const QModelIndex& index) const {
  QStringList parts;
  for (const TreeNode* node = &nodeAt(index); node->parent != nullptr; node = node->parent) {
    parts.prepend(key_of(*node, *catalog_));
  }
  return parts.join(key_separator);
}

QModelIndex DatasetTreeModel::indexOfKey(const QString& key) const {
  const TreeNode* node = &tree_->root();
  for (const QString& part : key.split(key_separator, Qt::SkipEmptyParts)) {
    const auto& children = tree_->children(*node);
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const auto& child) { return key_of(*child, *catalog_) == part; });
    if (found == children.end()) return {};
    node = found->get();
  }
  return indexAt(*node);
}

QModelIndex DatasetTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (row < 0 || column < 0 || column >= column_count || row >= rowCount(parent)) return {};
  return createIndex(row, column, tree_->children(nodeAt(parent))[static_cast<std::size_t>(row)].get());
}

QModelIndex DatasetTreeModel::parent(const QModelIndex& child) const {
  return child.isValid() ? indexAt(*nodeAt(child).parent) : QModelIndex();
}

int DatasetTreeModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(tree_->children(nodeAt(parent)).size());
}

int DatasetTreeModel::columnCount(const QModelIndex& /*parent*/) const { return column_count; }

bool DatasetTreeModel::hasChildren(const QModelIndex& parent) const {
  if (!parent.isValid()) return !tree_->root().children.empty();
  const TreeNode& node = nodeAt(parent);
  return parent.column() == 0 && node.count > 0 && !node.leaf();
}

Qt::ItemFlags DatasetTreeModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractItemModel::flags(index);
  if (!index.isValid()) return flags;
  const TreeNode& node = nodeAt(index);
  if (node.level == TreeLevel::dataset && index.column() == name_column) flags |= Qt::ItemIsEditable;
  if (node.leaf()) flags |= Qt::ItemNeverHasChildren;
  return flags;
}

QVariant DatasetTreeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const TreeNode& node = nodeAt(index);
  const bool is_dataset = node.level == TreeLevel::dataset;
  switch (role) {
    case Qt::DisplayRole:
      return text(node, index.column());
    case Qt::EditRole:
      return index.column() == name_column ? QVariant(from_utf8(node.label)) : QVariant();
    case Qt::ToolTipRole:
      return toolTip(node);
    case Qt::DecorationRole:
      if (index.column() != name_column) return {};
      if (is_dataset) return Theme::instance().dataset(node.dataset_index);
      return node.all_excluded() ? QVariant(Theme::instance().icon(QStringLiteral("exclude"))) : QVariant();
    case Qt::ForegroundRole:
      return index.column() == name_column && !node.all_excluded() ? QVariant()
                                                                   : QVariant(Theme::instance().mutedText());
    case Qt::FontRole:
      return node.all_excluded() && index.column() == name_column ? QVariant(struck_out()) : QVariant();
    case Qt::TextAlignmentRole:
      return index.column() == name_column ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case dataset_role:
      return QVariant::fromValue<qint64>(datasetOf(node).id);
    case dataset_row_role:
      return is_dataset;
    case sequence_role:
      return QVariant::fromValue<qint64>(node.leaf() ? tree_->sequence(node).id : 0);
    case skipped_role:
      return is_dataset ? skippedFiles(datasetOf(node).id) : 0;
    case independent_role:
      return is_dataset && datasetOf(node).independent_test;
    case excluded_role:
      return node.all_excluded();
    case view_role:
      if (node.level != TreeLevel::take || !node.leaf() || tree_->sequence(node).view == "world") return {};
      return shown_name(from_utf8(tree_->sequence(node).view));
    default:
      return {};
  }
}

QVariant DatasetTreeModel::text(const TreeNode& node, int column) const {
  switch (column) {
    case name_column:
      return node.label.empty() ? tr("unnamed") : shown_name(from_utf8(node.label));
    case sequences_column:
      return node.leaf() ? QString() : QLocale().toString(node.count - node.excluded);
    default:
      return QLocale().toString(static_cast<qlonglong>(node.frames));
  }
}

QString DatasetTreeModel::toolTip(const TreeNode& node) const {
  const QString frames = tr("%Ln frame(s)", nullptr, static_cast<int>(node.frames));
  if (node.leaf()) {
    const QString text = shown_name(from_utf8(tree_->sequence(node).name)) + QLatin1Char('\n') + frames;
    if (is_marker_cloud(*tree_->sequence(node).joints))
      return text + QLatin1Char('\n') +
             tr("Marker cloud: its names tell no body, so nothing is computed of it");
    return node.all_excluded()
               ? text + QLatin1Char('\n') + tr("Excluded: left out of everything that is computed")
               : text;
  }
  QString text = shown_name(from_utf8(node.label)) + QLatin1Char('\n') +
                 tr("%Ln sequence(s)", nullptr, static_cast<int>(node.count - node.excluded)) +
                 QLatin1String(", ") + frames;
  if (node.excluded > 0)
    text += QLatin1Char('\n') + tr("%Ln sequence(s) excluded", nullptr, static_cast<int>(node.excluded));
  if (node.level != TreeLevel::dataset) return text;
  const DatasetRecord& dataset = datasetOf(node);
  if (dataset.independent_test)
    text += QLatin1Char('\n') + tr("Independent test: never in the merge's splits");
  if (const int skipped = skippedFiles(dataset.id))
    text += QLatin1Char('\n') + tr("%Ln file(s) skipped", nullptr, skipped);
  return text;
}

int DatasetTreeModel::skippedFiles(DatasetId dataset) const {
  const auto skipped = [dataset](const ProblemRecord& p) { return p.skipped && p.dataset == dataset; };
  return static_cast<int>(std::count_if(catalog_->problems.begin(), catalog_->problems.end(), skipped));
}

QVariant DatasetTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole && section != name_column)
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  if (section == name_column) return tr("Name");
  return section == sequences_column ? tr("Sequences") : tr("Frames");
}

bool DatasetTreeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !index.isValid() || nodeAt(index).level != TreeLevel::dataset) return false;
  const QString name = value.toString().trimmed();
  if (name.isEmpty() || name == from_utf8(nodeAt(index).label)) return false;
  Q_EMIT renameRequested(datasetOf(nodeAt(index)).id, name);
  return true;
}

void DatasetTreeModel::retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, column_count - 1); }

}  // namespace solopose
