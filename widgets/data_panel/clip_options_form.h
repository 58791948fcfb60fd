#pragma once

#include <QWidget>

#include "core/augmotion/clips.h"

class QComboBox;
class QSpinBox;

namespace solopose {

class OptionFields;
class Session;

/// How clips are cut and split: length, step and what must not be torn apart. Bound to the session: an edit
/// is one entry on the undo stack, and undo shows here.
class ClipOptionsForm : public QWidget {
  Q_OBJECT
 public:
  explicit ClipOptionsForm(Session* session, QWidget* parent = nullptr);

  QSpinBox* lengthField() const;
  QSpinBox* stepField() const;
  QComboBox* groupChoice() const;  ///< rows in the order of SplitGroup

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void followSession();
  void apply();

  Session* session_;
  OptionFields* fields_;
};

}  // namespace solopose
