#include "core/evaluation/evaluate_beside.h"

#include <optional>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/pending_folder.h"
#include "core/base/translatable.h"
#include "core/evaluation/kept_results.h"

namespace solopose {
namespace {

Comparison compare_method(const std::filesystem::path& truth, const MethodFile& method,
                          const Protocol& protocol, const JobContext& context) {
  Comparison comparison = compare_poses(truth, {method.file}, context, protocol);
  for (ComparisonRow& row : comparison.rows) row.name = method.method;
  for (ComparisonRow& row : comparison.action_rows) row.name = method.method;
  return comparison;
}

KeptResult kept_method(const EvaluateOptions& options, const MethodFile& method, Comparison comparison,
                       std::int64_t data_revision) {
  KeptResult result;
  result.data_revision = data_revision;
  result.method = method.method;
  result.of_run = false;
  result.conditions = conditions_of(options);
  result.comparison = std::move(comparison);
  const auto left_out = static_cast<std::int64_t>(result.comparison.left_out.size());
  if (left_out > 0)
    result.notes.push_back({TRANSLATABLE("solopose::Note", "sequences left out, not in both files: %1"),
                            {grouped(left_out)},
                            {}});
  return result;
}

/// What has been measured is not lost where it cannot be kept.
template <typename MakeResult>
void keep_if_run(const std::filesystem::path& model, const JobContext& context, const MakeResult& make) {
  if (!std::filesystem::is_directory(model)) return;
  try {
    keep_result(model, make());
  } catch (const std::exception& failure) {
    context.note(fmt::format("the results are not kept with the run: {}", failure.what()));
  }
}

void take(Evaluation& evaluation, const std::filesystem::path& model, EvaluatedTogether& together) {
  for (const Note& note : evaluation.notes) together.notes.push_back(about(model.filename().string(), note));
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
  keep_if_run(first.model, context, [&] { return kept_result(first.model, first, together.first); });
  for (const std::filesystem::path& model : beside.models) {
    EvaluateOptions other = options;
    other.model = model;
    other.poses_file.clear();
    other.truth_file.clear();
    Evaluation evaluation = evaluate(other, context);
    take(evaluation, model, together);
    keep_if_run(model, context, [&] { return kept_result(model, other, evaluation); });
  }
  for (const MethodFile& method : beside.methods) {
    together.measurements.push_back(compare_method(first.truth_file, method, options.protocol, context));
    keep_if_run(first.model, context, [&] {
      return kept_method(first, method, together.measurements.back(), together.first.data_revision);
    });
  }
  return together;
}

void measure_methods(const EvaluateOptions& options, const std::vector<MethodFile>& methods,
                     const JobContext& context) {
  const PendingFolder own(std::filesystem::temp_directory_path(), "the true poses");
  EvaluateOptions with_truth = options;
  with_truth.truth_file = own.path() / "truth.npz";
  const std::int64_t data_revision = write_true_poses(with_truth, context);
  for (const MethodFile& method : methods) {
    Comparison comparison = compare_method(with_truth.truth_file, method, options.protocol, context);
    keep_result(options.model, kept_method(options, method, std::move(comparison), data_revision));
  }
}

}  // namespace solopose
