#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/project/project_places.h"
#include "core/runs/options.h"

namespace solopose {

/// How a run stands. running: its process is alive (the folder is locked); interrupted: it was, and can be
/// resumed.
enum class RunState : std::uint8_t {
  queued,
  running,
  paused,
  finished,
  stopped_early,
  cancelled,
  failed,
  interrupted
};
constexpr auto named_values(RunState) {
  return std::array{
      NamedValue{RunState::queued, "queued"},       NamedValue{RunState::running, "running"},
      NamedValue{RunState::paused, "paused"},       NamedValue{RunState::finished, "finished"},
      NamedValue{RunState::failed, "failed"},       NamedValue{RunState::stopped_early, "stopped_early"},
      NamedValue{RunState::cancelled, "cancelled"}, NamedValue{RunState::interrupted, "interrupted"}};
}

/// A line of the run's log, written every few steps.
struct StepRecord {
  int stage = 0;          ///< 0 frames, 1 clips
  std::int64_t step = 0;  ///< over all stages, from 1
  double loss = 0;        ///< mean since the last line
  double learning_rate = 0;
  double frames_per_second = 0;
  double seconds = 0;  ///< of training so far, over resumes
};

/// After each epoch.
struct EpochRecord {
  int stage = 0;
  int epoch = 0;
  std::int64_t step = 0;
  double train_loss = 0;
  double validation_loss = 0;
  double mpjpe_mm = 0;  ///< root-relative, in the target's frame
  double mean_pose_mpjpe_mm =
      0;  ///< of the training set's mean pose on the same clips: what knowing nothing scores
  double best_mpjpe_mm = 0;
  int epochs_without_progress = 0;
  double seconds = 0;
};

/// A validation clip that went wrong most, for people to look at.
struct WorstClip {
  std::string sequence;  ///< dataset/subject/take/view
  std::string camera;
  std::int64_t first_frame = 0;
  double mpjpe_mm = 0;
};

/// A run on disk, without torch: PROJECT/runs/NAME with config.json, log.jsonl (see run_log.h), worst.json,
/// results.json (see core/evaluation/kept_results.h), notes.txt, best.safetensors (the model, see
/// model_description.h), last.safetensors (everything a resume needs).
struct Run {
  std::filesystem::path folder;
  TrainingOptions options;
  RunState state = RunState::queued;
  std::string error;    ///< with RunState::failed
  std::string created;  ///< UTC
  std::string notes;
  std::vector<StepRecord> steps;
  std::vector<EpochRecord> epochs;
  std::vector<WorstClip> worst;
  std::int64_t checkpoint_step = 0;  ///< what a resume goes on behind; 0: from the start

  std::string name() const { return folder.filename().string(); }
  std::filesystem::path best_model() const { return folder / run_names::best_model; }
  bool has_model() const;
};

/// @throws Error when there is no run, FormatError when it is damaged. A last line cut off by a kill is left
/// out.
Run read_run(const std::filesystem::path& folder);
/// All runs below PROJECT/runs, newest first; damaged ones come with RunState::failed and an error.
std::vector<Run> list_runs(const std::filesystem::path& project_folder);
void write_run_notes(const std::filesystem::path& folder, const std::string& notes);
void write_worst_clips(const std::filesystem::path& folder, const std::vector<WorstClip>& worst);
/// Make PROJECT/runs/NAME with config.json. Without a name it gets one of date and preset. @throws Error when
/// it is there already or the options are not valid, or look through CLIP by an activation that is unstated
/// (see settled_options.h).
std::filesystem::path create_run(const std::filesystem::path& project_folder, const TrainingOptions& options);
/// The same anywhere on disk; the folder's name is the run's.
void create_run_in(const std::filesystem::path& folder, TrainingOptions options);
/// A run of these options is there and was left before its first checkpoint, so that training it begins at
/// the start: the same command as before goes on with it.
bool is_unbegun_run(const std::filesystem::path& folder, TrainingOptions options);
/// Deletes a run that failed before its first step: there is nothing in it but why, which has been said.
/// True when it did. @throws Error.
bool drop_unbegun_run(const std::filesystem::path& folder);
/// Give a run so many steps in all: its last stage gets the rest, and its schedule is as long. What was done
/// of it stays. @throws Error when it is being trained, or has done as many already.
void extend_run(const std::filesystem::path& folder, std::int64_t steps);
/// Only runs that are not running. @throws Error.
void delete_run(const std::filesystem::path& folder);

}  // namespace solopose
