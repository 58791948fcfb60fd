#pragma once

#include <memory>

#include "core/evaluation/evaluate_beside.h"
#include "core/evaluation/kept_results.h"
#include "widgets/panel/panel.h"

namespace solopose {

class FiguresTable;

/// What was measured of the project's runs and of other methods, as the paper prints it, and how runs fare on
/// datasets that they have not seen. Owns the actions "results.…".
class ResultsPanel : public Panel {
  Q_OBJECT
 public:
  explicit ResultsPanel(const PanelContext& context, QWidget* parent = nullptr);
  ~ResultsPanel() override;

  enum class View { methods, cross_dataset };
  void showView(View view);
  const ResultTable& table() const;  ///< what is shown; without lines where there is nothing
  FiguresTable* measured() const;
  /// Measures the method's poses on what the run is measured on; a job.
  void addMethod(const MethodFile& method, const std::filesystem::path& run);
  void exportTable(const QString& file);  ///< a job

  bool isSettled() const override;
  QJsonObject viewState() const override;
  void setViewState(const QJsonObject& state) override;
  std::vector<TourStop> tourStops() override;
  bool opens(HandedFile kind) const override;
  void openFile(HandedFile kind, const QString& file) override;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
