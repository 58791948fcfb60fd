#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/job.h"
#include "core/files/csv_text.h"
#include "core/metrics/pose_scores.h"

namespace solopose {

/// Stands for "not told apart" in a row's dataset, split and action.
inline constexpr std::string_view all_of_them = "all";

/// One method's scores on some of the data.
struct ComparisonRow {
  std::string name;     ///< the method
  std::string dataset;  ///< or "all"
  std::string split;    ///< "train", "val", "test", "independent", or "all" where splits are unknown
  std::string action;   ///< or "all"
  PoseScores scores;
  /// Means of the actions' means, each action of each dataset once; NaN where sequences' actions are unknown.
  double mpjpe_over_actions_mm = PoseScores::undefined;
  double p_mpjpe_over_actions_mm = PoseScores::undefined;
};

/// Whose poses a sequence's are, for the rows it counts in; empty = unknown.
struct SequenceLabels {
  std::string dataset;
  std::string split;
  std::string action;
};

/// Collects scores sequence by sequence and lists them as rows.
class ScoreTable {
 public:
  explicit ScoreTable(const Protocol& protocol) : protocol_(protocol) {}

  /// @throws Error when the sums are of another protocol's joints.
  void add(const std::string& method, const SequenceLabels& labels, const ScoreSums& sums);

  /// Methods in the order of their first sequence; for each its splits (train, val, test, independent, all),
  /// and in each split the datasets by name and, where there are several, all of them together.
  std::vector<ComparisonRow> rows() const;
  /// The same per action of each dataset; sequences of unknown action are in none.
  std::vector<ComparisonRow> action_rows() const;

 private:
  struct Place {
    int split_order;
    std::string split;
    bool all_datasets;  ///< sorts after each dataset
    std::string dataset;
    std::string action;
    auto operator<=>(const Place&) const = default;
  };
  using Sums = std::map<Place, ScoreSums>;
  struct Method {
    std::string name;
    Sums by_dataset;
    Sums by_action;
  };

  void add_to(Sums& sums, const Place& place, const ScoreSums& more) const;
  ComparisonRow row_of(const Method& method, const Place& place, const ScoreSums& sums) const;

  Protocol protocol_;
  std::vector<Method> methods_;
};

/// Several methods' poses against the true ones, over the same joints of the same frames.
struct Comparison {
  Protocol protocol = usual_protocol();
  std::vector<ComparisonRow> rows;
  std::vector<ComparisonRow> action_rows;
  std::int64_t sequences = 0;         ///< compared
  std::vector<std::string> left_out;  ///< "FILE: sequence": not in every file, so not compared; sorted
};

/// Compare pose archives (see pose_archive.h; other methods' own files, too), matched by the sequences'
/// names; a file's stem names its method. Two files of one sequence each need no names. Datasets come from
/// the names, splits and actions from the truth. Only sequences that every file has are compared, and of
/// their frames only joints that every prediction has, so that all methods are measured on the same data.
/// Crops and frame of the protocol are those that the files name, where they agree.
/// @throws Error: a joint of the protocol beyond the canonical ones that a file lacks, no sequence in common,
/// unequal frames or rates, two files of one stem, anything an archive refuses; Cancelled.
Comparison compare_poses(const std::filesystem::path& truth,
                         const std::vector<std::filesystem::path>& predictions, const JobContext& context,
                         const Protocol& protocol = usual_protocol());

/// All rows and action rows as a CSV table; a score without a value is an empty cell. @throws Error naming
/// the file.
void write_comparison_csv(const std::filesystem::path& file, const Comparison& comparison,
                          CsvTexts texts = CsvTexts::guarded);

}  // namespace solopose
