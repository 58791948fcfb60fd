#include "widgets/training_panel/check_list.h"

#include <algorithm>
#include <map>

#include <QSignalBlocker>

#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr int most_rows = 5;

/// As it is; what is shown of it may differ.
std::string name_of(const QListWidgetItem& item) { return item.data(Qt::UserRole).toString().toStdString(); }

}  // namespace

CheckList::CheckList(QWidget* parent) : QListWidget(parent) {
  setSelectionMode(QAbstractItemView::NoSelection);
  setUniformItemSizes(true);
  setTextElideMode(Qt::ElideMiddle);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(this, &QListWidget::itemChanged, this, &CheckList::edited);
}

void CheckList::setNames(const std::vector<std::string>& names, bool checked) {
  std::map<std::string, Qt::CheckState> before;
  for (int row = 0; row < count(); ++row) before[name_of(*item(row))] = item(row)->checkState();
  const QSignalBlocker quiet(this);
  clear();
  for (const std::string& name : names) {
    auto* entry = new QListWidgetItem(shown_name(name), this);
    entry->setData(Qt::UserRole, QString::fromStdString(name));
    entry->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
    const auto known = before.find(name);
    entry->setCheckState(known != before.end() ? known->second : checked ? Qt::Checked : Qt::Unchecked);
    entry->setToolTip(entry->text());
  }
  updateGeometry();
}

void CheckList::check(const std::vector<std::string>& names) {
  const QSignalBlocker quiet(this);
  for (int row = 0; row < count(); ++row) {
    const bool wanted = std::ranges::find(names, name_of(*item(row))) != names.end();
    item(row)->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
  }
}

void CheckList::checkAll() {
  const QSignalBlocker quiet(this);
  for (int row = 0; row < count(); ++row) item(row)->setCheckState(Qt::Checked);
}

bool CheckList::allChecked() const { return static_cast<int>(checked().size()) == count(); }

std::vector<std::string> CheckList::checked() const {
  std::vector<std::string> names;
  for (int row = 0; row < count(); ++row) {
    if (item(row)->checkState() == Qt::Checked) names.push_back(name_of(*item(row)));
  }
  return names;
}

QSize CheckList::sizeHint() const {
  const int row = count() > 0 ? sizeHintForRow(0) : fontMetrics().height() + 6;
  const int rows = std::clamp(count(), 1, most_rows);
  return {120, rows * row + 2 * frameWidth() + 2};
}

}  // namespace solopose
