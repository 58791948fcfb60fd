#pragma once

#include <compare>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/base/translatable.h"
#include "core/evaluation/comparison.h"
#include "core/evaluation/evaluate.h"
#include "core/evaluation/result_table.h"
#include "core/runs/run_folder.h"

namespace solopose {

// RUN/results.json: what was measured of a run, and of other methods beside it, so that tables are made
// without measuring again.

/// Under which conditions something was measured; only figures of the same ones stand in one table.
struct MeasuredUnder {
  std::string protocol{usual_protocol().name};
  CropSource crops = CropSource::exact;
  bool held_out_cameras_only = false;
  bool with_rejected = false;
  bool without_estimated = false;

  auto operator<=>(const MeasuredUnder&) const = default;
};
MeasuredUnder conditions_of(const EvaluateOptions& options);
/// A line for people: "canonical-15, true crops, held-out cameras only".
std::string text_of(const MeasuredUnder& conditions);

struct KeptResult {
  std::filesystem::path run;  ///< the folder that keeps it
  std::string method;         ///< the run, or another method
  bool of_run = true;         ///< false: another method's poses
  MeasuredUnder conditions;
  std::vector<std::string> trained_on;  ///< datasets; empty = all of the project. Of runs only
  std::string measured_at;              ///< UTC
  std::int64_t data_revision = 0;       ///< of the catalog that was measured; 0: not known
  std::int64_t frames_rejected = 0;     ///< and so left out
  Comparison comparison;                ///< without action rows and what was left out
  std::vector<Note> notes;
  std::vector<WorstClip> worst;  ///< worst first
};

/// Of an evaluation of a run. @throws Error when the folder is no run.
KeptResult kept_result(const std::filesystem::path& run, const EvaluateOptions& options,
                       const Evaluation& evaluation);

/// In the order in which they were first measured; empty where none is kept. @throws FormatError naming the
/// file and the field.
std::vector<KeptResult> read_results(const std::filesystem::path& run);
/// One line for each method and conditions: rows of the same data take the place of older ones, the rest of
/// those stays. @throws Error: not a run, a disk that cannot be written.
void keep_result(const std::filesystem::path& run, KeptResult result);

/// What all runs of a project keep.
struct ProjectResults {
  std::vector<KeptResult> results;    ///< by the runs' age, the oldest first
  std::vector<std::string> problems;  ///< files that could not be read, a line each
};
ProjectResults list_results(const std::filesystem::path& project_folder);

/// Those among results, in their order.
std::vector<MeasuredUnder> conditions_among(std::span<const KeptResult> results);
/// Whether poses, verdicts or repairs of the project are no more what they were when this, or a part of it,
/// was measured.
bool is_out_of_date(const KeptResult& result, std::int64_t data_revision);
/// The note about such a result.
inline constexpr const char* out_of_date_words =
    TRANSLATABLE("solopose::Note",
                 "measured, all or some of it, before poses, verdicts or repairs of the project changed: "
                 "evaluate it again");

/// Of the results measured under these conditions, see result_table(); with the evaluations' notes, and one
/// more for each result that is out of date at `data_revision`, the catalog's. Empty where there is none.
ResultTable table_of(std::span<const KeptResult> results, const MeasuredUnder& conditions, bool quote_paper,
                     std::int64_t data_revision);
/// Trained on A, tested on B: a line for each choice of training datasets, the mean over the runs of each; a
/// column for each dataset's tests. Above them what the training sets' mean poses score.
/// The lines' names begin so, behind it the datasets, or `all_datasets`.
inline constexpr const char* trained_on_row = "trained on ";
inline constexpr const char* mean_pose_of_row = "mean pose of ";
inline constexpr const char* all_datasets = "all datasets";
ResultTable cross_dataset_table(std::span<const KeptResult> results, const MeasuredUnder& conditions,
                                std::int64_t data_revision);

}  // namespace solopose
