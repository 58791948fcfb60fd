#pragma once

#include <QWidget>

#include "widgets/quality_panel/findings_model.h"

class QLabel;
class QProgressBar;

namespace solopose {

class ActionButton;

/// Beside the tabs: how far the findings are judged or repaired, and whether they are those of the data as it
/// is. One at a time: an analysis, and else what is judged.
class StateBar : public QWidget {
  Q_OBJECT
 public:
  enum class Freshness {
    none,       ///< nothing was analysed
    analysing,  ///< the first time, or again
    fresh,
    stale,  ///< the data has changed since
  };

  explicit StateBar(QAction* analyse, QWidget* parent = nullptr);

  void setProgress(const FindingsModel::Progress& judged);
  /// Verdicts that are shown and counted already, but not on disk yet.
  void setSaving(int verdicts);
  /// `share` of the analysis that is done, negative while unknown.
  void setFreshness(Freshness freshness, double share);
  QString progressText() const;
  QString savingText() const;  ///< empty when all verdicts are on disk
  QString freshnessText() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  FindingsModel::Progress judged_;
  int saving_ = 0;
  Freshness freshness_ = Freshness::none;
  double share_ = -1;
  QLabel* judged_words_;
  QProgressBar* judged_bar_;
  QLabel* saving_words_;
  QLabel* freshness_words_;
  QProgressBar* analysis_bar_;
  ActionButton* again_;
};

}  // namespace solopose
