#pragma once

#include <memory>
#include <optional>

#include "widgets/panel/panel.h"

namespace solopose {

class FilterBar;
class FindingsModel;
class FindingsTable;
class FindingView;
class JudgeBar;
class RepairsModel;
class SequencesModel;
class StateBar;
class ThresholdPage;

/// The list of doubtful frames, to be walked through and judged by keyboard: what was found, what is wrong
/// with it in 3D, from which score on a detector doubts. Goes to a finding with the session's cursor, so that
/// every panel follows. Looks through the project by itself when it is first shown and when the data has
/// changed.
class QualityPanel : public Panel {
  Q_OBJECT
 public:
  /// Registers its actions ("quality.…").
  explicit QualityPanel(const PanelContext& context, QWidget* parent = nullptr);
  ~QualityPanel() override;

  FindingsModel* findings() const;
  SequencesModel* sequences() const;
  FindingsTable* table() const;
  FilterBar* filterBar() const;
  JudgeBar* judgeBar() const;
  StateBar* stateBar() const;
  ThresholdPage* thresholds() const;
  FindingView* view() const;
  RepairsModel* repairs() const;
  void showSequences(bool shown);
  void showRepairs();
  std::optional<int> chosen() const;  ///< the finding that is looked at, by its place in the list of all

  bool isSettled() const override;
  QJsonObject viewState() const override;
  void setViewState(const QJsonObject& state) override;
  std::vector<TourStop> tourStops() override;
  void takeKeys() override;  ///< to the findings: the keys of verdicts act at once
  void holdKeys() override;  ///< to the list that is shown

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
