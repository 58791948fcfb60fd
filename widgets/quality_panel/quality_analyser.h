#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/quality/analysis.h"
#include "widgets/quality_panel/finding_row.h"
#include "widgets/shared/latest_work.h"

namespace solopose {

struct Catalog;

/// What an analysis has found, ready for the list.
struct QualityAnalysis {
  std::shared_ptr<const Catalog> catalog;       ///< that was analysed
  std::shared_ptr<const QualityReport> report;  ///< its findings are `rows`
  std::vector<FindingRow> rows;
};

/// Looks through a project's poses on another thread. The latest request counts.
class QualityAnalyser : public QObject {
  Q_OBJECT
 public:
  explicit QualityAnalyser(QObject* parent = nullptr);

  /// `analysed` follows, or `failed`.
  void analyse(const QString& folder, std::shared_ptr<const Catalog> catalog, const QualityOptions& options);
  /// Only these detectors, by their index: `thresholdsTaken` follows, or `failed`. What was asked for and has
  /// not come yet comes along.
  void takeThresholds(const QString& folder, std::shared_ptr<const Catalog> catalog, int detector,
                      const QualityOptions& options);
  void forget();
  bool busy() const { return analysis_.busy() || thresholds_.busy(); }
  bool analysing() const { return analysis_.busy(); }
  /// Of the analysis, 0 to 1; negative while unknown.
  double progress() const;

  /// Says of which data an analysis is: another key, other findings. Verdicts are no part of it.
  static std::size_t keyOf(const Catalog& catalog);

 Q_SIGNALS:
  void progressed();
  void analysed(const solopose::QualityAnalysis& analysis);
  void thresholdsTaken(const std::set<int>& detectors, const solopose::QualityAnalysis& analysis);
  void failed(const QString& error);

 private:
  std::shared_ptr<std::atomic<double>> share_;
  LatestWork analysis_;
  LatestWork thresholds_;
  std::set<int> waiting_;  ///< detectors whose new findings have not come yet
  QTimer watch_;
};

}  // namespace solopose
