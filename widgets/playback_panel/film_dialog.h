#pragma once

#include <QDialog>

#include "core/film/film.h"
#include "widgets/playback_panel/video_player.h"

class QComboBox;
class QDoubleSpinBox;
class QFileDialog;
class QLabel;
class QPushButton;
class QSpinBox;

namespace solopose {

class FileField;

/// Asks for a film's content, range, rate and file.
class FilmDialog : public QDialog {
  Q_OBJECT
 public:
  /// `first` and `last`: the range that is suggested, frames of the video.
  FilmDialog(const PlayedVideo& facts, const QString& suggested_file, qint64 first, qint64 last,
             bool with_poses, QWidget* parent = nullptr);

  /// Everything but video and skeletons.
  FilmOptions options() const;

  void setFile(const QString& file);

  void accept() override;  ///< nothing is replaced unasked

 private:
  void build(bool with_poses);
  void prepare(QFileDialog& dialog) const;
  void updateState();

  PlayedVideo facts_;
  QComboBox* form_;
  FileField* file_;
  QComboBox* content_;
  QSpinBox* first_;
  QSpinBox* last_;
  QDoubleSpinBox* rate_;
  QComboBox* height_;
  QLabel* length_;
  QPushButton* accept_ = nullptr;
};

}  // namespace solopose
