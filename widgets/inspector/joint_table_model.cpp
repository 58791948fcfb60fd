#include "widgets/inspector/joint_table_model.h"

#include <algorithm>
#include <cmath>

#include <QColor>
#include <QLocale>

#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/theme.h"

namespace solopose {

void JointTableModel::setPose(std::span<const float> pose_mm) {
  known_ = pose_mm.size() == pose_mm_.size();
  if (known_) std::copy(pose_mm.begin(), pose_mm.end(), pose_mm_.begin());
  Q_EMIT dataChanged(index(0, 0), index(joint_count - 1, 3));
}

void JointTableModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, 3);
  Q_EMIT dataChanged(index(0, 0), index(joint_count - 1, 3));
}

QString JointTableModel::asText(const QModelIndexList& cells) const {
  QModelIndexList sorted = cells;
  std::sort(sorted.begin(), sorted.end());
  QString text;
  for (qsizetype i = 0; i < sorted.size(); ++i) {
    if (i > 0) text += sorted[i].row() == sorted[i - 1].row() ? QLatin1Char('\t') : QLatin1Char('\n');
    text += data(sorted[i]).toString();
  }
  return text;
}

int JointTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : joint_count; }
int JointTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : 4; }

bool JointTableModel::missing(int joint) const {
  const auto first = pose_mm_.begin() + 3 * joint;
  return !std::all_of(first, first + 3, [](float value) { return std::isfinite(value); });
}

QVariant JointTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const int joint = index.row();
  const int column = index.column();
  const Theme& theme = Theme::instance();
  if (role == Qt::DisplayRole) {
    if (column == 0) return joint_text(static_cast<Joint>(joint));
    if (!known_) return QStringLiteral("–");
    if (missing(joint)) return tr("missing");
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);  // the columns are narrow
    return locale.toString(static_cast<double>(pose_mm_[static_cast<std::size_t>(3 * joint + column - 1)]),
                           'f', 1);
  }
  if (role == Qt::ToolTipRole && column == 0) return joint_text(static_cast<Joint>(joint));
  if (role == Qt::TextAlignmentRole && column > 0) return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (role == Qt::ForegroundRole) {
    if (column == 0) return theme.side(side_of(static_cast<Joint>(joint)));
    if (!known_ || missing(joint)) return theme.mutedText();
  }
  return {};
}

QVariant JointTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return section == 0 ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                        : QVariant(Qt::AlignRight | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  if (section == 0) return tr("Joint");
  return QString(QLatin1Char(static_cast<char>('x' + section - 1)));
}

}  // namespace solopose
