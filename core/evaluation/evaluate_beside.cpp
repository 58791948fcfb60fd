#include "core/evaluation/evaluate_beside.h"

#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/pending_folder.h"

namespace solopose {
namespace {

Comparison compare_method(const std::filesystem::path& truth, const MethodFile& method,
                          const Protocol& protocol, const JobContext& context) {
  Comparison comparison = compare_poses(truth, {method.file}, context, protocol);
  for (ComparisonRow& row : comparison.rows) row.name = method.method;
  for (ComparisonRow& row : comparison.action_rows) row.name = method.method;
  return comparison;
}

void take(Evaluation& evaluation, const std::filesystem::path& model, EvaluatedTogether& together) {
  for (const std::string& note : evaluation.notes)
    together.notes.push_back(fmt::format("{}: {}", model.filename().string(), note));
  together.measurements.push_back(evaluation.comparison);
}

}  // namespace

void add_beside(std::string_view text, BesideModel& beside) {
  const std::size_t equals = text.find('=');
  if (std::filesystem::exists(text) || equals == std::string_view::npos) {
    beside.models.emplace_back(text);
    return;
  }
  if (equals == 0 || equals + 1 == text.size())
    throw Error(fmt::format("\"{}\": expected a run's folder, a model file or METHOD=FILE", text));
  beside.methods.push_back({std::string(text.substr(0, equals)), text.substr(equals + 1)});
}

EvaluatedTogether evaluate_beside(const EvaluateOptions& options, const BesideModel& beside,
                                  const JobContext& context) {
  EvaluateOptions first = options;
  std::optional<PendingFolder> own;
  if (!beside.methods.empty() && first.truth_file.empty()) {
    own.emplace(std::filesystem::temp_directory_path(), "the true poses");
    first.truth_file = own->path() / "truth.npz";
  }
  EvaluatedTogether together;
  together.first = evaluate(first, context);
  take(together.first, first.model, together);
  for (const std::filesystem::path& model : beside.models) {
    EvaluateOptions other = options;
    other.model = model;
    other.poses_file.clear();
    other.truth_file.clear();
    Evaluation evaluation = evaluate(other, context);
    take(evaluation, model, together);
  }
  for (const MethodFile& method : beside.methods)
    together.measurements.push_back(compare_method(first.truth_file, method, options.protocol, context));
  return together;
}

}  // namespace solopose
