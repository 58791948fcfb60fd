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

/// What the scores mean, in one line: printed above every table and stored with every result.
std::string_view protocol_text();

/// One method's scores on some of the data.
struct ComparisonRow {
  std::string name;     ///< the method
  std::string dataset;  ///< or "all"
  std::string split;    ///< "train", "val", "test", "independent", or "all" where splits are unknown
  std::string action;   ///< or "all"
  PoseScores scores;
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
  struct Method {
    std::string name;
    std::map<Place, ScoreSums> by_dataset;
    std::map<Place, ScoreSums> by_action;
  };

  std::vector<Method> methods_;
};

/// Several methods' poses against the true ones, over the same joints of the same frames.
struct Comparison {
  std::vector<ComparisonRow> rows;
  std::vector<ComparisonRow> action_rows;
  std::int64_t sequences = 0;         ///< compared
  std::vector<std::string> left_out;  ///< "FILE: sequence": not in every file, so not compared; sorted
};

/// Compare pose archives (see pose_archive.h), matched by the sequences' names; a file's stem names its
/// method. Two files of one sequence each need no names. Datasets come from the names, splits and actions
/// from the truth. Only sequences that every file has are compared, and of their frames only joints that
/// every prediction has, so that all methods are measured on the same data.
/// @throws Error: no sequence in common, unequal frames or rates, two files of one stem, anything an archive
/// refuses; Cancelled.
Comparison compare_poses(const std::filesystem::path& truth,
                         const std::vector<std::filesystem::path>& predictions, const JobContext& context);

/// All rows and action rows as a CSV table; a score without a value is an empty cell. @throws Error naming
/// the file.
void write_comparison_csv(const std::filesystem::path& file, const Comparison& comparison,
                          CsvTexts texts = CsvTexts::guarded);

}  // namespace solopose
