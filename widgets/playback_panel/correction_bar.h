#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace solopose {

class JointCorrection;
class PlaybackData;

/// Below the pictures while joints are put right in them: which joint, in which second view, and how that
/// stands.
class CorrectionBar : public QWidget {
  Q_OBJECT
 public:
  CorrectionBar(JointCorrection* correction, PlaybackData* source, QWidget* parent = nullptr);

  QComboBox* jointChoice() const { return joint_; }
  QComboBox* viewChoice() const { return view_; }
  QString words() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void follow();

  JointCorrection* correction_;
  PlaybackData* data_;
  QComboBox* joint_;
  QLabel* beside_;
  QComboBox* view_;
  QLabel* words_;
};

}  // namespace solopose
