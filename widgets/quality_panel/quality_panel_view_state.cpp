#include <algorithm>

#include <QHeaderView>
#include <QJsonObject>
#include <QTabWidget>
#include <QTableView>

#include "core/demo/faults.h"
#include "core/project/catalog.h"
#include "core/quality/detector.h"
#include "widgets/quality_panel/filter_bar.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr double least_share = 0.1;
constexpr double most_share = 0.9;

QString name_of(const std::optional<FindingState>& state) {
  const std::string_view name = state ? solopose::name_of(*state) : std::string_view();
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

std::optional<FindingState> state_named(const QString& name) {
  return value_named<FindingState>(name.toStdString());
}

QString name_of_detector(const std::optional<int>& detector) {
  if (!detector) return {};
  const std::string_view name = detectors()[static_cast<std::size_t>(*detector)]->name();
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

std::optional<int> detector_of_name(const QString& name) {
  for (std::size_t i = 0; i < detectors().size(); ++i)
    if (name.toStdString() == detectors()[i]->name()) return static_cast<int>(i);
  return std::nullopt;
}

QJsonObject to_json(const QTableView* table, int column, Qt::SortOrder order) {
  return {{"sort", column},
          {"descending", order == Qt::DescendingOrder},
          {"columns", QString::fromLatin1(table->horizontalHeader()->saveState().toBase64())}};
}

void look_like(QTableView* table, const QJsonObject& state) {
  QHeaderView* header = table->horizontalHeader();
  const QByteArray columns = QByteArray::fromBase64(state["columns"].toString().toLatin1());
  if (!columns.isEmpty()) header->restoreState(columns);
  const int column = std::clamp(state["sort"].toInt(0), 0, std::max(0, header->count() - 1));
  table->sortByColumn(column, state["descending"].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
}

double share(const QJsonValue& value, double otherwise) {
  return std::clamp(value.toDouble(otherwise), least_share, most_share);
}

/// Whether it is one of the faults that the demo project was given.
bool is_planted(const Finding& finding, const Catalog& catalog) {
  const SequenceRecord* sequence = catalog.sequence(finding.sequence);
  const DatasetRecord* dataset = sequence == nullptr ? nullptr : catalog.dataset(sequence->dataset);
  const auto frame = static_cast<std::size_t>(finding.worst_frame);
  return dataset != nullptr && std::ranges::any_of(demo::faults(), [&](const demo::Fault& fault) {
           return fault.concerns(dataset->name, sequence->subject, sequence->take) && fault.first <= frame &&
                  frame < fault.first + fault.count &&
                  std::ranges::find(fault.detectors, finding.detector) != fault.detectors.end();
         });
}

}  // namespace

QJsonObject QualityPanel::viewState() const {
  const FindingFilter filter = d_->filter_bar->filter();
  const DatasetRecord* dataset = filter.dataset ? d_->session->catalog()->dataset(*filter.dataset) : nullptr;
  return {{"sequences_shown", d_->tabs->currentIndex() == Private::sequences_tab},
          {"repairs_shown", d_->tabs->currentIndex() == Private::repairs_tab},
          {"words", filter.text},
          {"detector", name_of_detector(filter.detector)},
          {"dataset", dataset == nullptr ? QString() : QString::fromStdString(dataset->name)},
          {"state", name_of(filter.state)},
          {"contested", filter.contested},
          {"findings", to_json(d_->table, d_->findings->sortColumn(), d_->findings->sortOrder())},
          {"sequences", to_json(d_->sequence_table, d_->sequences->sortColumn(), d_->sequences->sortOrder())},
          {"list_share", d_->list_share},
          {"view_share", d_->view_share}};
}

void QualityPanel::setViewState(const QJsonObject& state) {
  FindingFilter filter{.text = state["words"].toString()};
  filter.detector = detector_of_name(state["detector"].toString());
  filter.state = state_named(state["state"].toString());
  filter.contested = state["contested"].toBool();
  for (const DatasetRecord& dataset : d_->session->catalog()->datasets)
    if (QString::fromStdString(dataset.name) == state["dataset"].toString()) filter.dataset = dataset.id;
  d_->filter_bar->follow(*d_->session->catalog(), *d_->findings);
  d_->filter_bar->setFilter(filter);
  d_->findings->setFilter(d_->filter_bar->filter());
  look_like(d_->table, state["findings"].toObject());
  d_->makeRoomForStates();
  look_like(d_->sequence_table, state["sequences"].toObject());
  d_->list_share = share(state["list_share"], d_->list_share);
  d_->view_share = share(state["view_share"], d_->view_share);
  d_->applyShares();
  showSequences(state["sequences_shown"].toBool());
  if (state["repairs_shown"].toBool()) showRepairs();
}

/// Of every detector the finding that is furthest beyond its threshold, in the demo project that of the fault
/// that was planted for it, with its joints marked; then the sequences.
std::vector<TourStop> QualityPanel::tourStops() {
  std::vector<TourStop> stops;
  for (int detector = 0; detector < static_cast<int>(detectors().size()); ++detector) {
    const auto worst_of = [this, detector]() -> std::optional<int> {
      std::optional<int> worst;
      std::pair<bool, float> most;
      for (int place = 0; place < d_->findings->findingCount(); ++place) {
        const FindingRow& row = d_->findings->finding(place);
        if (row.detector != detector) continue;
        const std::pair here(is_planted(row.finding, *d_->session->catalog()), row.finding.score);
        if (worst && here <= most) continue;
        worst = place;
        most = here;
      }
      return worst;
    };
    stops.push_back({.picture = QStringLiteral("findings-") + name_of_detector(detector).replace('_', '-'),
                     .prepare = [this, worst_of] { d_->goTo(*worst_of()); },
                     .possible = [worst_of] { return worst_of().has_value(); },
                     .once = true});
  }
  stops.push_back({.picture = QStringLiteral("sequences"),
                   .prepare = [this] { showSequences(true); },
                   .tidy = [this] { showSequences(false); }});
  stops.push_back({.picture = QStringLiteral("repairs"),
                   .prepare = [this] { showRepairs(); },
                   .tidy = [this] { showSequences(false); }});
  stops.push_back({.prepare = [this] { d_->walk(false); }});
  return stops;
}

}  // namespace solopose
