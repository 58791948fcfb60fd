#include "widgets/training_panel/run_legend.h"

#include <QHBoxLayout>
#include <QLabel>

#include "widgets/shared/elided_label.h"
#include "widgets/shared/flow_layout.h"
#include "widgets/theme/swatch.h"

namespace solopose {
namespace {

constexpr int widest_name = 220;

}  // namespace

RunLegend::RunLegend(QWidget* parent) : QWidget(parent) {
  auto* flow = new FlowLayout(12, 2);
  setLayout(flow);
}

RunLegend::Entry RunLegend::makeEntry() {
  const Entry entry{new QWidget(this), new QLabel, new ElidedLabel};
  entry.name->setElideMode(Qt::ElideMiddle);  // runs begin alike: with the date
  entry.name->setProperty("role", "muted");
  entry.whole->setMaximumWidth(widest_name);
  auto* row = new QHBoxLayout(entry.whole);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(5);
  row->addWidget(entry.swatch);
  row->addWidget(entry.name, 1);
  layout()->addWidget(entry.whole);
  return entry;
}

void RunLegend::show(const std::vector<CurvesView::Shown>& runs) {
  while (entries_.size() < runs.size()) entries_.push_back(makeEntry());
  while (entries_.size() > runs.size()) {
    delete entries_.back().whole;
    entries_.pop_back();
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    entries_[i].swatch->setPixmap(swatch_icon(runs[i].colour).pixmap(swatch_size));
    entries_[i].name->setFullText(runs[i].name);
  }
  updateGeometry();
}

int RunLegend::heightForWidth(int width) const { return layout()->heightForWidth(width); }

}  // namespace solopose
