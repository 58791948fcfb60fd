#pragma once

#include <QWidget>

#include "widgets/quality_panel/finding_filter.h"

class QLineEdit;

namespace solopose {

class ElidedComboBox;
class FindingsModel;
struct Catalog;

/// Which findings the list shows: words, detector, dataset and state. Datasets come with how many of their
/// findings were judged or repaired.
class FilterBar : public QWidget {
  Q_OBJECT
 public:
  explicit FilterBar(QWidget* parent = nullptr);

  /// The datasets there are, with their progress.
  void follow(const Catalog& catalog, const FindingsModel& findings);
  FindingFilter filter() const;
  void setFilter(const FindingFilter& filter);  ///< without a signal

  QLineEdit* words() const { return words_; }
  ElidedComboBox* detectorChoice() const { return detector_; }
  ElidedComboBox* datasetChoice() const { return dataset_; }
  ElidedComboBox* stateChoice() const { return state_; }

 Q_SIGNALS:
  void edited();
  void left();     ///< with Enter: back to the list
  void givenUp();  ///< with Escape: back to a list, whatever was looked for

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();

  QLineEdit* words_;
  ElidedComboBox* detector_;
  ElidedComboBox* dataset_;
  ElidedComboBox* state_;
};

}  // namespace solopose
