#pragma once

#include <string>
#include <vector>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QVBoxLayout;

namespace solopose {

class ElidedLabel;
class ErrorBars;
class PlaybackData;

/// Which skeletons there are, with a switch and a colour each, and how far the predicted ones are off.
class SkeletonsPage : public QWidget {
  Q_OBJECT
 public:
  explicit SkeletonsPage(PlaybackData* source, QWidget* parent = nullptr);

  void setFrame(qint64 frame);
  ErrorBars* bars() const { return bars_; }
  QComboBox* bone() const { return bone_; }
  /// A model's line, as it reads.
  QString lineOf(const std::string& fingerprint) const;

 Q_SIGNALS:
  void predictWanted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Line {
    std::string fingerprint;
    QWidget* row = nullptr;
    QLabel* swatch = nullptr;
    QCheckBox* box = nullptr;
    QLabel* figures = nullptr;
  };
  void build();
  void rebuildLines();
  void refresh();
  void refreshFigures();
  void refreshBars();
  void retranslate();

  PlaybackData* data_;
  qint64 frame_ = 0;
  QLabel* truth_ = nullptr;
  QLabel* none_ = nullptr;
  QVBoxLayout* list_ = nullptr;
  QLabel* errors_title_ = nullptr;
  ElidedLabel* errors_note_ = nullptr;
  ErrorBars* bars_ = nullptr;
  QLabel* bone_label_ = nullptr;
  QComboBox* bone_ = nullptr;
  std::vector<Line> lines_;
};

}  // namespace solopose
