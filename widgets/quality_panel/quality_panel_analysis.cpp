#include <cmath>

#include "core/project/catalog.h"
#include "core/quality/detector.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/quality_panel/threshold_page.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

const Detector& detector_at(int index) { return *detectors()[static_cast<std::size_t>(index)]; }

float threshold_in(const QualityOptions& options, const Detector& detector) {
  const auto chosen = options.thresholds.find(detector.name());
  return chosen == options.thresholds.end() ? detector.default_threshold() : chosen->second;
}

}  // namespace

void QualityPanel::Private::followCatalog() {
  if (!session->hasProject()) forget();
  error.clear();
  followRepairs();
  followVerdicts();
  followOptions();
  analyseIfWanted();
  refresh();
}

bool QualityPanel::Private::isStale() const {
  return report == nullptr || analysed_key != QualityAnalyser::keyOf(*session->catalog());
}

/// A panel that nobody sees leaves it for when it is shown.
void QualityPanel::Private::analyseIfWanted() {
  const bool wanted = panel->isVisible() || walk_when_found;
  const bool possible = session->hasProject() && !session->catalog()->sequences.empty() && error.isEmpty();
  if (!wanted || !possible) return;
  const bool under_way = analyser.analysing() && analysed_key == QualityAnalyser::keyOf(*session->catalog());
  if (!under_way && isStale()) analyse_soon.start();
}

void QualityPanel::Private::analyse() {
  analyse_soon.stop();
  if (!session->hasProject()) return;
  error.clear();
  analysed_key = QualityAnalyser::keyOf(*session->catalog());
  analyser.analyse(session->projectFolder(), session->catalog(), options);
  refresh();
}

void QualityPanel::Private::take(const QualityAnalysis& analysis) {
  const QString appeared = repair_told.isEmpty() ? QString() : newFindingsText(analysis);
  report = analysis.report;
  findings->setFindings(analysis.catalog, analysis.rows);
  sequences->setReport(analysis.catalog, report);
  sequences->setStates(*findings);
  thresholds->setReport(*report);
  const bool was_there = chosen.has_value();
  keepChosen();
  refresh();
  lookAtBroughtBack();
  leadOn(appeared, was_there);
  if (walk_when_found) walk(*std::exchange(walk_when_found, std::nullopt));
}

void QualityPanel::Private::takeThresholds(const std::set<int>& taken, const QualityAnalysis& analysis) {
  QualityReport merged = *report;
  for (const int detector : taken) {
    const auto at = static_cast<std::size_t>(detector);
    merged.thresholds[at] = analysis.report->thresholds[at];
    std::vector<FindingRow> rows;
    std::ranges::copy_if(analysis.rows, std::back_inserter(rows),
                         [&](const FindingRow& row) { return row.detector == detector; });
    findings->replaceFindings(detector, std::move(rows));
  }
  report = std::make_shared<const QualityReport>(std::move(merged));
  sequences->setReport(session->catalog(), report);
  sequences->setStates(*findings);
  keepChosen();
  refresh();
}

void QualityPanel::Private::fail(const QString& message) {
  Q_EMIT session->errorShown(message);
  walk_when_found.reset();
  error = message;
  report.reset();
  refresh();
}

/// The list follows at once as far as it can: what lies below goes. What is found anew follows as soon as it
/// is, and the project keeps the threshold when it has come to rest.
void QualityPanel::Private::editThreshold(int detector, float threshold) {
  const Detector& edited = detector_at(detector);
  if (threshold == edited.default_threshold())
    options.thresholds.erase(std::string(edited.name()));
  else
    options.thresholds[std::string(edited.name())] = threshold;
  if (session->whyReadOnly().isEmpty()) store_later.start();
  if (report == nullptr) return;
  findings->setLeastScore(detector, threshold);
  refreshPage();
  if (analyser.analysing()) return analyse();
  analyser.takeThresholds(session->projectFolder(), findings->sharedCatalog(), detector, options);
}

void QualityPanel::Private::storeOptions() {
  store_later.stop();
  session->setQualityOptions(options);
}

/// Thresholds that came back with an undo, or from somebody else.
void QualityPanel::Private::followOptions() {
  if (store_later.isActive() || options == session->qualityOptions()) return;
  if (!session->whyReadOnly().isEmpty()) return;
  const QualityOptions before = std::exchange(options, session->qualityOptions());
  if (report == nullptr) return;
  if (analyser.analysing()) return analyse();
  QualityReport shown = *report;
  for (int i = 0; i < static_cast<int>(detectors().size()); ++i) {
    const float threshold = threshold_in(options, detector_at(i));
    shown.thresholds[static_cast<std::size_t>(i)] = threshold;
    if (threshold == threshold_in(before, detector_at(i))) continue;
    findings->setLeastScore(i, threshold);
    analyser.takeThresholds(session->projectFolder(), findings->sharedCatalog(), i, options);
  }
  thresholds->setReport(shown);
}

}  // namespace solopose
