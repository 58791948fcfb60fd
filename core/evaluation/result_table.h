#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/evaluation/comparison.h"
#include "core/evaluation/note.h"
#include "core/evaluation/paper_results.h"
#include "core/files/csv_text.h"

namespace solopose {

/// What one method scores on one test set; NaN where it was not measured.
struct ResultFigures {
  double mpjpe_mm = PoseScores::undefined;
  double p_mpjpe_mm = PoseScores::undefined;
  std::int64_t frames = 0;
  double pck150 = PoseScores::undefined;
  double auc = PoseScores::undefined;
};

/// A column below each test set.
struct ResultScore {
  std::string_view name;
  std::string_view unit;
  double ResultFigures::*value;
};
/// MPJPE and P-MPJPE, and what else the protocol's people print.
std::span<const ResultScore> scores_of(const Protocol& protocol);

struct ResultLine {
  std::string method;
  std::vector<ResultFigures> figures;  ///< one a test set
  CropSource crops = CropSource::unknown;
  std::string frame{};  ///< empty where the method's name says it
};

/// How one method's errors compare with another's on a test set, as the paper words it.
struct ResultChange {
  std::string test_set;
  std::string ours;
  std::string theirs;
  double mpjpe_percent = 0;  ///< below 0: ours is lower
  double p_mpjpe_percent = 0;
};
/// "On Human3.6M, test: A's MPJPE is 35.8 % lower and its P-MPJPE 63.8 % lower than those of B."
std::string text_of(const ResultChange& change);

/// The shape of the SoloPose paper's table 2: methods by test sets. Trained on single datasets and measured
/// on each it is the cross-dataset matrix.
struct ResultTable {
  Protocol protocol = usual_protocol();
  std::vector<std::string> test_sets;  ///< "AIST++, test"; all datasets of a split together: "all, test"
  std::vector<ResultLine> measured;    ///< the mean pose first
  std::vector<ResultLine> quoted;      ///< from the paper, on its own test sets (see paper_results.h)
  std::vector<std::string> quoted_sets;
  std::span<const PaperTraits> traits;  ///< the paper's table 1, where it is quoted
  std::vector<ResultChange> changes;
  std::vector<Note> notes;  ///< what the figures need to be read
};

/// Of measurements of one protocol, each of some methods on some of the same test sets. The rows `baseline`
/// come first and once, from the first measurement; further ones of the name are told apart by a number, as
/// are methods of one name. Notes say where two methods were not measured on as many frames, and which crops
/// and frame each line is of where they are not the same. The changes are those of the first other method
/// against the rest, the baseline itself among them, but not that of another frame. @throws Error: none, or
/// of different protocols.
ResultTable result_table(std::span<const Comparison> measurements, const std::string& baseline,
                         bool quote_paper);

// Names are escaped as each form asks for. All lines of text end in "\n".
std::string result_table_tex(const ResultTable& table);   ///< a tabular for booktabs, and its text below
std::string result_table_html(const ResultTable& table);  ///< a page that stands by itself
std::string result_table_csv(const ResultTable& table, CsvTexts texts = CsvTexts::guarded);
std::string result_table_text(const ResultTable& table);  ///< columns parted by tabs, for the clipboard

/// The endings that write_result_table knows: .tex, .csv, .html.
const std::vector<std::string>& result_table_endings();
/// In the form that the file's ending says. @throws Error: another ending, disk full.
void write_result_table(const std::filesystem::path& file, const ResultTable& table,
                        CsvTexts texts = CsvTexts::guarded);

}  // namespace solopose
