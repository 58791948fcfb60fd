#pragma once

#include <QWidget>

#include "core/augmotion/clips.h"

class QComboBox;
class QLabel;
class QSpinBox;

namespace solopose {

class Session;

/// How clips are cut and split: length, step and what must not be torn apart. Bound to the session: an edit
/// is one entry on the undo stack, and undo shows here.
class ClipOptionsForm : public QWidget {
  Q_OBJECT
 public:
  explicit ClipOptionsForm(Session* session, QWidget* parent = nullptr);

  QSpinBox* lengthField() const { return length_; }
  QSpinBox* stepField() const { return step_; }
  QComboBox* groupChoice() const { return group_; }  ///< rows in the order of SplitGroup

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void followSession();
  void apply();

  Session* session_;
  QLabel* length_name_ = nullptr;
  QLabel* step_name_ = nullptr;
  QLabel* group_name_ = nullptr;
  QSpinBox* length_ = nullptr;
  QSpinBox* step_ = nullptr;
  QComboBox* group_ = nullptr;
};

}  // namespace solopose
