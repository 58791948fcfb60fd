#pragma once

#include <memory>

#include "widgets/panel/panel.h"
#include "widgets/training_panel/training_queue.h"

namespace solopose {

class CurvesView;
class RunsModel;
class TrainingForm;

/// Training from the window: a form for the next run, the runs at work and waiting, curves and figures, and
/// everything that was trained before. Owns the actions "train.…".
class TrainingPanel : public Panel {
  Q_OBJECT
 public:
  explicit TrainingPanel(const PanelContext& context, TrainingQueue::Train train = train_by_engine,
                         QWidget* parent = nullptr);
  ~TrainingPanel() override;

  TrainingForm* form() const;
  TrainingQueue* queue() const;
  const RunsModel* runs() const;
  CurvesView* curves() const;

  /// Choose runs by name: their curves lie over each other.
  void selectRuns(const QStringList& names);
  /// Pages below the curves.
  enum class Page { runs, options, worst_clips, queue };
  void showPage(Page page);

  bool isSettled() const override;
  QJsonObject viewState() const override;  ///< switches, columns and folded sections
  void setViewState(const QJsonObject& state) override;
  std::vector<TourStop> tourStops() override;
  bool opens(HandedFile kind) const override;
  /// Trains an interrupted run on, as soon as it is listed.
  void openFile(HandedFile kind, const QString& file) override;
  QStringList stoppingMeans() const override;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
