#include "core/evaluation/evaluate_beside.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

void name_rows(const std::vector<MethodFile>& methods, std::vector<ComparisonRow>& rows) {
  for (ComparisonRow& row : rows) {
    const auto method = std::ranges::find_if(
        methods, [&](const MethodFile& one) { return one.file.stem().string() == row.name; });
    if (method != methods.end()) row.name = method->method;
  }
}

Comparison compare_methods(const EvaluateOptions& options, const std::vector<MethodFile>& methods,
                           const JobContext& context) {
  std::vector<std::filesystem::path> files;
  for (const MethodFile& method : methods) files.push_back(method.file);
  Comparison comparison = compare_poses(options.truth_file, files, context, options.protocol);
  name_rows(methods, comparison.rows);
  name_rows(methods, comparison.action_rows);
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
  if (!beside.methods.empty() && options.truth_file.empty()) {
    throw Error(
        fmt::format("evaluate: {} is measured against true poses: say where they are kept (truth_file)",
                    beside.methods.front().method));
  }
  EvaluatedTogether together;
  together.first = evaluate(options, context);
  take(together.first, options.model, together);
  for (const std::filesystem::path& model : beside.models) {
    EvaluateOptions other = options;
    other.model = model;
    other.poses_file.clear();
    other.truth_file.clear();
    Evaluation evaluation = evaluate(other, context);
    take(evaluation, model, together);
  }
  if (!beside.methods.empty())
    together.measurements.push_back(compare_methods(options, beside.methods, context));
  return together;
}

}  // namespace solopose
