#pragma once

#include <filesystem>
#include <string>
#include <utility>

namespace solopose {

// What stands where in a project's folder; nothing else spells these names.
//
//     project.sqlite          what is listed (database.h)
//     poses/3.h5              the poses of import 3 (pose_folder.h)
//     trash/                  pose files put aside, until somebody empties it (trash.h)
//     runs/NAME/              a training run (core/runs/run_folder.h)
//     predictions/MODEL/      what a model said of videos (core/models/prediction.h)
//     cache/                  made anew where it is gone: crops/, features/, videos.json
//     view.json               how the window looked when it was closed
//     known-faults.json       what its people know to be wrong with their data (core/quality/known_faults.h)
//
// Exports have no place of their own; people name one.

namespace project_names {

inline constexpr const char* database = "project.sqlite";
inline constexpr const char* poses = "poses";
inline constexpr const char* trash = "trash";
inline constexpr const char* runs = "runs";
inline constexpr const char* predictions = "predictions";
inline constexpr const char* cache = "cache";

/// Held by whoever writes into the folder that it is in: poses/ or a run's.
inline constexpr const char* lock = ".lock";

}  // namespace project_names

/// Files of a run's folder.
namespace run_names {

inline constexpr const char* config = "config.json";
inline constexpr const char* log = "log.jsonl";
inline constexpr const char* notes = "notes.txt";
inline constexpr const char* worst_clips = "worst.json";
inline constexpr const char* results = "results.json";
inline constexpr const char* best_model = "best.safetensors";
inline constexpr const char* checkpoint = "last.safetensors";

}  // namespace run_names

/// Paths in a project's folder. Whether anything is there nobody has looked.
class ProjectPlaces {
 public:
  explicit ProjectPlaces(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::filesystem::path database() const { return folder_ / project_names::database; }
  std::filesystem::path poses() const { return folder_ / project_names::poses; }
  std::filesystem::path trash() const { return folder_ / project_names::trash; }
  std::filesystem::path runs() const { return folder_ / project_names::runs; }
  std::filesystem::path predictions() const { return folder_ / project_names::predictions; }
  /// Crops of training's videos.
  std::filesystem::path crops() const { return folder_ / project_names::cache / "crops"; }
  /// Features of frozen encoders, and where the person was found.
  std::filesystem::path features() const { return folder_ / project_names::cache / "features"; }
  /// Sizes, lengths and rates of videos.
  std::filesystem::path video_facts() const { return folder_ / project_names::cache / "videos.json"; }
  std::filesystem::path view_state() const { return folder_ / "view.json"; }
  std::filesystem::path known_faults() const { return folder_ / "known-faults.json"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace solopose
