#include "widgets/quality_panel/quality_analyser.h"

#include <limits>
#include <utility>

#include "core/project/catalog.h"
#include "core/project/project.h"
#include "core/project/repair.h"
#include "core/quality/detector.h"
#include "widgets/shared/file_path.h"

namespace solopose {
namespace {

constexpr int watch_ms = 100;

QualityAnalysis analyse_now(const std::filesystem::path& folder, std::shared_ptr<const Catalog> catalog,
                            const QualityOptions& options, const JobContext& context) {
  const Project project = Project::open(folder);
  auto report = std::make_shared<QualityReport>(analyse_quality(project, *catalog, options, context));
  std::vector<FindingRow> rows = finding_rows(std::exchange(report->findings, {}), *catalog);
  return {std::move(catalog), std::move(report), std::move(rows)};
}

/// All but some detectors switched off.
QualityOptions only(const std::set<int>& wanted, QualityOptions options) {
  for (int i = 0; i < static_cast<int>(detectors().size()); ++i)
    if (!wanted.contains(i))
      options.thresholds[std::string(detectors()[static_cast<std::size_t>(i)]->name())] =
          std::numeric_limits<float>::infinity();
  return options;
}

void mix(std::size_t& key, std::size_t value) {
  key ^= value + 0x9e3779b97f4a7c15U + (key << 6) + (key >> 2);
}

}  // namespace

QualityAnalyser::QualityAnalyser(QObject* parent) : QObject(parent) {
  watch_.setInterval(watch_ms);
  connect(&watch_, &QTimer::timeout, this, [this] {
    if (!analysis_.busy()) watch_.stop();
    Q_EMIT progressed();
  });
}

double QualityAnalyser::progress() const { return share_ ? share_->load() : -1; }

void QualityAnalyser::forget() {
  analysis_.forget();
  thresholds_.forget();
  waiting_.clear();
  watch_.stop();
}

void QualityAnalyser::analyse(const QString& folder, std::shared_ptr<const Catalog> catalog,
                              const QualityOptions& options) {
  forget();
  share_ = std::make_shared<std::atomic<double>>(-1);
  const auto work = [folder = path_of(folder), catalog = std::move(catalog), options,
                     share = share_](const std::stop_token& stop) {
    const auto progress = [&](const Progress& where) {
      if (where.total > 0) *share = static_cast<double>(where.done) / static_cast<double>(where.total);
    };
    return analyse_now(folder, catalog, options, {.progress = progress, .stop = stop, .log = {}});
  };
  analysis_.request(
      work, [this](const QualityAnalysis& analysis) { Q_EMIT analysed(analysis); },
      [this](const QString& error) { Q_EMIT failed(error); });
  watch_.start();
}

void QualityAnalyser::takeThresholds(const QString& folder, std::shared_ptr<const Catalog> catalog,
                                     int detector, const QualityOptions& options) {
  waiting_.insert(detector);
  const auto work = [folder = path_of(folder), catalog = std::move(catalog),
                     options = only(waiting_, options)](const std::stop_token& stop) {
    return analyse_now(folder, catalog, options, {.progress = {}, .stop = stop, .log = {}});
  };
  thresholds_.request(
      work,
      [this](const QualityAnalysis& analysis) {
        Q_EMIT thresholdsTaken(std::exchange(waiting_, {}), analysis);
      },
      [this](const QString& error) {
        waiting_.clear();
        Q_EMIT failed(error);
      });
}

std::size_t QualityAnalyser::keyOf(const Catalog& catalog) {
  std::size_t key = catalog.sequences.size();
  for (const SequenceRecord& sequence : catalog.sequences) {
    mix(key, static_cast<std::size_t>(sequence.id));
    mix(key, sequence.excluded ? 1 : 0);
    mix(key, std::hash<std::string>()(sequence.name));
    mix(key, std::hash<std::string>()(sequence.pose_file + sequence.pose_group));
    for (const RepairPtr& repair : sequence.repairs) mix(key, static_cast<std::size_t>(repair->id));
  }
  if (!catalog.alignment) return key;
  for (const SequenceAlignment& aligned : catalog.alignment->sequences) {
    mix(key, static_cast<std::size_t>(aligned.key_frame));
    mix(key, std::hash<double>()(aligned.residual_mm));
  }
  return key;
}

}  // namespace solopose
