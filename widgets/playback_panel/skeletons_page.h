#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QWidget>

#include "core/models/model_card.h"
#include "widgets/playback_panel/error_bars.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QVBoxLayout;

namespace solopose {

class PlaybackData;

/// Which skeletons there are, with a switch and a colour each, and how far the predicted ones are off: as
/// measured against the true poses, or, where there are none, as expected of a model that was measured on
/// another film.
class SkeletonsPage : public QWidget {
  Q_OBJECT
 public:
  explicit SkeletonsPage(PlaybackData* source, QWidget* parent = nullptr);

  void setFrame(qint64 frame);
  ErrorBars* bars() const { return bars_; }
  QComboBox* bone() const { return bone_; }
  /// A model's line, as it reads.
  QString lineOf(const std::string& fingerprint) const;
  QString errorsNote() const;  ///< against what the bars were measured

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
    std::optional<ModelCard> card;
  };
  void build();
  void rebuildLines();
  void refresh();
  void refreshFigures();
  void refreshBars();
  void tellErrors();
  std::vector<ErrorBars::Series> measuredErrors() const;
  std::vector<ErrorBars::Series> expectedErrors() const;
  void retranslate();

  PlaybackData* data_;
  qint64 frame_ = 0;
  QLabel* truth_ = nullptr;
  QLabel* none_ = nullptr;
  QVBoxLayout* list_ = nullptr;
  QLabel* errors_title_ = nullptr;
  QLabel* errors_note_ = nullptr;
  ErrorBars* bars_ = nullptr;
  QLabel* bone_label_ = nullptr;
  QComboBox* bone_ = nullptr;
  std::vector<Line> lines_;
};

}  // namespace solopose
