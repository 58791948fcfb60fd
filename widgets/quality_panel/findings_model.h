#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <QAbstractTableModel>

#include "core/project/verdict.h"
#include "core/quality/verdict_index.h"
#include "widgets/quality_panel/finding_filter.h"
#include "widgets/quality_panel/finding_row.h"
#include "widgets/shared/sequence_names.h"

namespace solopose {

struct Catalog;
struct SequenceRecord;

/// All findings of a project and what was said of each, filtered and sorted. It sorts and filters places of a
/// list that stays where it is, so a hundred thousand findings cost no more than a glance at each. A finding
/// is known by its place in that list; a row is where it is shown.
class FindingsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    state_column,
    detector_column,
    sequence_column,
    frames_column,
    joints_column,
    score_column,
    reason_column,
    column_count
  };
  /// Of one that nobody has rejected itself, but its frames for another finding there.
  static QString framesRejectedText() { return tr("Frames rejected"); }

  /// What was repaired is found no more, but somebody has dealt with it.
  struct Progress {
    int judged = 0;
    int findings = 0;
    int repaired = 0;  ///< stretches of frames

    int open() const { return findings - judged; }
    int done() const { return judged + repaired; }
    int all() const { return findings + repaired; }
  };

  using QAbstractTableModel::QAbstractTableModel;

  /// As an analysis lists them: by sequence, then event_order.h.
  void setFindings(std::shared_ptr<const Catalog> catalog, std::vector<FindingRow> findings);
  /// Those of one detector in place of the ones it had.
  void replaceFindings(int detector, std::vector<FindingRow> findings);
  /// Those on their way to the disk, without an id, and the project's; oldest first. Only findings of
  /// sequences of which others were given are looked at again. @return places that have become open.
  std::vector<int> setVerdicts(const std::vector<VerdictRecord>& given,
                               const VerdictIndex::Kept& kept = nullptr);
  void setFilter(const FindingFilter& filter);
  /// Findings of a detector that lie below are not shown, until it has new ones.
  void setLeastScore(int detector, float score);

  const FindingFilter& filter() const { return filter_; }
  int sortColumn() const { return sort_column_; }
  Qt::SortOrder sortOrder() const { return sort_order_; }

  int findingCount() const { return static_cast<int>(findings_.size()); }
  const FindingRow& finding(int place) const { return findings_[static_cast<std::size_t>(place)]; }
  /// What holds of a finding, shown or not, by the verdicts that were set.
  FindingJudgement judgement(const Finding& finding) const { return verdicts_.judgement(finding); }
  const VerdictIndex& verdicts() const { return verdicts_; }  ///< as they were set
  /// What holds of it is still on its way to the disk.
  bool isUnsaved(int place) const;
  FindingState state(int place) const { return states_[static_cast<std::size_t>(place)]; }
  const std::shared_ptr<const Catalog>& sharedCatalog() const { return catalog_; }  ///< of the analysis
  int placeOf(int row) const { return shown_[static_cast<std::size_t>(row)]; }
  int rowOf(int place) const;  ///< -1 when it is not shown
  /// The next open one (of contested ones the next) that is shown behind a place (before it, backwards), from
  /// the other end when there is none; without a place the first.
  std::optional<int> nextOpen(std::optional<int> place, bool backwards) const;
  /// Places of one sequence's findings: from … before.
  std::pair<int, int> placesOf(SequenceId sequence) const;
  Progress progress() const;  ///< of all findings, shown or not
  Progress progress(DatasetId dataset) const;

  /// Stretches of repaired frames, by dataset.
  void setRepaired(const std::map<DatasetId, int>& repaired) { repaired_ = repaired; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
  void retranslate();

 Q_SIGNALS:
  /// Of findings of these sequences, ascending; none: of all.
  void statesChanged(const std::vector<SequenceId>& of);

 private:
  bool shows(int place, const FindingMatcher& matcher) const;
  bool stands_before(int a, int b) const;
  void sortShown();
  void choose();
  void reseat(const std::vector<int>& places);
  void arrange(const std::function<void()>& order);
  void indexRows();
  void judgeAll();
  void tellChanged(const std::vector<int>& places);
  std::vector<int> judge(const std::vector<int>& places);
  QString text(int place, int column) const;
  QString stateText(int place) const;
  QString stateHint(int place) const;
  const SequenceRecord* sequenceOf(const FindingRow& row) const;

  std::shared_ptr<const Catalog> catalog_;
  SequenceNames names_;
  std::vector<FindingRow> findings_;
  std::vector<FindingState> states_;
  VerdictIndex verdicts_;
  std::vector<int> shown_;                  ///< places, by row
  std::vector<int> rows_;                   ///< rows, by place; -1: not shown
  std::map<DatasetId, Progress> progress_;  ///< without what was repaired
  std::map<DatasetId, int> repaired_;
  std::map<int, float> least_score_;
  FindingFilter filter_;
  int sort_column_ = sequence_column;
  Qt::SortOrder sort_order_ = Qt::AscendingOrder;
};

}  // namespace solopose
