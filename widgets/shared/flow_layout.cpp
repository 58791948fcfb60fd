#include "widgets/shared/flow_layout.h"

#include <algorithm>

#include <QWidget>

namespace solopose {

FlowLayout::FlowLayout(int horizontal_gap, int vertical_gap)
    : horizontal_gap_(horizontal_gap), vertical_gap_(vertical_gap) {
  setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
  for (const QLayoutItem* item : items_) delete item;
}

void FlowLayout::addItem(QLayoutItem* item) { items_.push_back(item); }

int FlowLayout::count() const { return static_cast<int>(items_.size()); }

QLayoutItem* FlowLayout::itemAt(int index) const {
  return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
  QLayoutItem* item = itemAt(index);
  if (item != nullptr) items_.erase(items_.begin() + index);
  return item;
}

int FlowLayout::heightForWidth(int width) const { return arrange({0, 0, width, 0}, true); }

QSize FlowLayout::sizeHint() const {
  int width = 0;
  int height = 0;
  for (const QLayoutItem* item : items_) {
    if (item->isEmpty()) continue;
    width += item->sizeHint().width() + (width > 0 ? horizontal_gap_ : 0);
    height = std::max(height, item->sizeHint().height());
  }
  return {width, height};
}

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : items_)
    if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
  return size;
}

void FlowLayout::setGeometry(const QRect& area) {
  QLayout::setGeometry(area);
  arrange(area, false);
}

int FlowLayout::arrange(const QRect& area, bool measure) const {
  int y = area.top();
  std::size_t next = 0;
  while (next < items_.size()) {
    std::vector<QLayoutItem*> line;
    int width = 0;
    int height = 0;
    for (; next < items_.size(); ++next) {
      QLayoutItem* item = items_[next];
      if (item->isEmpty()) continue;
      const QSize size = item->sizeHint();
      const int wider = width + (line.empty() ? 0 : horizontal_gap_) + size.width();
      if (!line.empty() && wider > area.width()) break;
      line.push_back(item);
      width = wider;
      height = std::max(height, size.height());
    }
    if (line.empty()) break;
    int x = area.left();
    for (QLayoutItem* item : line) {
      const QSize size(std::min(item->sizeHint().width(), area.width()), item->sizeHint().height());
      if (!measure) item->setGeometry({{x, y + (height - size.height()) / 2}, size});
      x += size.width() + horizontal_gap_;
    }
    y += height + vertical_gap_;
  }
  return std::max(0, y - area.top() - vertical_gap_);
}

}  // namespace solopose
