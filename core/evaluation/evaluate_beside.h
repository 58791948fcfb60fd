#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/evaluation/evaluate.h"

namespace solopose {

/// Poses of a method that is no model of ours (see pose_archive.h for the files).
struct MethodFile {
  std::string method;
  std::filesystem::path file;
};

/// What stands in a table beside a first model.
struct BesideModel {
  std::vector<std::filesystem::path> models;  ///< run folders or model files
  std::vector<MethodFile> methods;
};

/// "METHOD=FILE", or a run's folder or a model file. @throws Error: no name before "=", neither.
void add_beside(std::string_view text, BesideModel& beside);

struct EvaluatedTogether {
  Evaluation first;
  std::vector<Comparison> measurements;  ///< the first one's, the other models', the methods'
  std::vector<Note> notes;               ///< those of all models, about each
};

/// Evaluate the model of `options`, then the other models under the same conditions, then compare each
/// method's poses with the truth of the first: on the frames and joints that it answers itself. What was
/// measured is kept with the runs (see kept_results.h); where that fails the context's log says why. @throws
/// Error: whatever evaluate() and compare_poses() refuse; Cancelled.
EvaluatedTogether evaluate_beside(const EvaluateOptions& options, const BesideModel& beside,
                                  const JobContext& context);

/// Compare methods' poses with the truth that the run of `options` is measured on, without evaluating that
/// again, and keep what was found with the run. @throws Error: whatever compare_poses() refuses, a run that
/// cannot be written; Cancelled.
void measure_methods(const EvaluateOptions& options, const std::vector<MethodFile>& methods,
                     const JobContext& context);

}  // namespace solopose
