#pragma once

#include <filesystem>
#include <map>
#include <vector>

#include <QAbstractTableModel>
#include <QColor>

#include "widgets/training_panel/run_store.h"
#include "widgets/training_panel/training_queue.h"

namespace solopose {

/// One row a run. What was read from the disk, with what the run at work has told since put behind it.
class RunsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column {
    name_column,
    state_column,
    best_column,
    mean_pose_column,
    steps_column,
    duration_column,
    preset_column,
    loss_column,
    frame_column,
    datasets_column,
    created_column,
    notes_column,
    column_count
  };
  static constexpr int sort_role = Qt::UserRole;

  using Folder = std::filesystem::path;
  using QAbstractTableModel::QAbstractTableModel;

  /// True when they are others than before: then nothing is selected any more.
  bool setRuns(std::vector<Run> runs);
  void addNews(const Folder& run, const TrainingNews& news);
  void setQueue(const Folder& current, bool paused, const std::vector<Folder>& waiting);
  void setColours(std::map<Folder, QColor> colours);  ///< of the runs whose curves are shown
  void retranslate();

  const Run& run(int row) const { return runs_[static_cast<std::size_t>(row)]; }
  const Run* find(const Folder& folder) const;
  int rowOf(const Folder& folder) const;  ///< -1 when there is none
  RunState state(const Run& run) const;   ///< as of now, not as of the last reading

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

 Q_SIGNALS:
  void notesEdited(const QString& run, const QString& notes);

 private:
  QString text(const Run& run, int column) const;
  QString everything(const Run& run) const;  ///< a line for each column
  QString stateText(const Run& run) const;
  QVariant sortKey(const Run& run, int column) const;
  static QString hint(int column);

  std::vector<Run> runs_;
  Folder current_;
  bool paused_ = false;
  std::vector<Folder> waiting_;
  std::map<Folder, QColor> colours_;
};

}  // namespace solopose
