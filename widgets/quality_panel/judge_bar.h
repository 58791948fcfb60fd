#pragma once

#include <array>

#include <QWidget>

#include "widgets/quality_panel/note_text.h"

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace solopose {

class ActionButton;
class FlowLayout;
struct QualityActions;

/// Below the list: the verdicts and repairs as buttons, the note that goes with the next verdict, and whose
/// verdict it will be. The reviewer's name is asked once; until then it is the one who is logged in.
class JudgeBar : public QWidget {
  Q_OBJECT
 public:
  JudgeBar(const QualityActions& actions, QWidget* parent = nullptr);

  NoteText note() const;
  void offerDatasetSwap(bool offered);  ///< where the sides of a whole dataset are doubted
  void setNote(const NoteText& note);
  void judgeSequences(bool whole);  ///< the buttons name what they judge: whole sequences, else findings
  void writeNote();                 ///< the keyboard goes to the note
  bool noteIsEdited() const;
  /// Whose verdicts these are. From here on it is known.
  QString takeReviewer();

  QLineEdit* noteField() const { return note_; }
  QLineEdit* reviewerField() const { return reviewer_; }

 Q_SIGNALS:
  void noteFinished();  ///< Enter in the note
  void left();          ///< back to the list

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();
  void fitButtons();
  void showReviewer(bool ask);
  void keepReviewer();

  FlowLayout* buttons_;
  std::array<QAction*, 3> of_findings_;  ///< each by Verdict
  std::array<QAction*, 3> of_sequences_;
  std::array<ActionButton*, 3> verdicts_;
  std::array<QToolButton*, 3> mending_;  ///< findings
  QToolButton* swap_dataset_;
  QToolButton* repairs_;
  QLineEdit* note_;
  QStackedWidget* whose_;  ///< the question or the answer: one's room is the other's
  QLabel* reviewer_name_;
  QLineEdit* reviewer_;
  QPushButton* reviewer_known_;
};

}  // namespace solopose
