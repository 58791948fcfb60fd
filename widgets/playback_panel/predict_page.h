#pragma once

#include <filesystem>
#include <vector>

#include <QWidget>

#include "core/prediction/prediction_job.h"
#include "core/runs/model_files.h"
#include "widgets/shared/latest_work.h"

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace solopose {

class Playback;
class PlaybackData;

/// A form that asks which model is to predict poses of the main video, and of whom.
class PredictPage : public QWidget {
  Q_OBJECT
 public:
  PredictPage(PlaybackData* source, Playback* playback, QWidget* parent = nullptr);

  /// Look again which models there are.
  void refreshModels();
  void addModelFile(const QString& file);
  void setDrawn(const std::optional<Crop>& drawn);

  /// What would be run now; none when something is missing.
  std::optional<PredictionOrder> order() const;
  QComboBox* modelChoice() const { return model_; }
  QComboBox* personChoice() const { return person_; }
  QComboBox* rangeChoice() const { return range_; }
  QPushButton* startButton() const { return start_; }
  QString noteText() const;
  bool busy() const { return lister_.busy(); }

 Q_SIGNALS:
  void drawWanted();
  void startWanted();

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Model {
    ModelFiles files;
    QString name;
    QString facts;
    bool demo = false;
    bool for_video = false;  ///< the one for real video that comes with the studio
  };
  void build();
  void takeModels(std::vector<Model> models);
  void chooseModel();
  void askForFile();
  void refresh();
  void refreshPossible();
  bool isPossible(PersonSource source) const;
  const Model* chosenModel() const;
  void retranslate();
  static Model describe(const ModelFiles& files, bool demo);
  static const std::filesystem::path& file_of(const Model& model) { return model.files.file; }
  void addItemOf(const Model& model);
  static std::vector<Model> modelsOf(const std::filesystem::path& project,
                                     const std::vector<std::filesystem::path>& by_hand);

  PlaybackData* data_;
  Playback* playback_;
  LatestWork lister_;
  std::vector<Model> models_;
  std::vector<std::filesystem::path> by_hand_;
  std::filesystem::path wanted_;       ///< model that somebody chose; empty: nobody did
  std::optional<PersonSource> asked_;  ///< what somebody chose, as long as it is possible
  std::optional<Crop> drawn_;

  QLabel* model_label_ = nullptr;
  QComboBox* model_ = nullptr;
  QToolButton* browse_ = nullptr;
  QLabel* note_ = nullptr;
  QLabel* warning_ = nullptr;
  QLabel* person_label_ = nullptr;
  QComboBox* person_ = nullptr;
  QToolButton* draw_ = nullptr;
  QLabel* range_label_ = nullptr;
  QComboBox* range_ = nullptr;
  QPushButton* start_ = nullptr;
  QLabel* why_not_ = nullptr;
};

}  // namespace solopose
