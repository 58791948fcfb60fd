#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/evaluation/baseline_rows.h"
#include "core/evaluation/comparison.h"
#include "core/evaluation/note.h"
#include "core/runs/options.h"
#include "core/runs/run_folder.h"

namespace solopose {

/// What a trained model is measured on.
struct EvaluateOptions {
  std::filesystem::path model;                        ///< a run's folder or a model file
  std::optional<std::filesystem::path> clip_weights;  ///< none: those of the run
  std::filesystem::path project;
  /// Of which splits and held-out cameras are taken where there is no run that says them.
  DataOptions data;
  std::vector<std::string> datasets;  ///< to measure on, whichever the model was trained on; empty = all
  /// Models answer canonical joints: others of it are missing, and noted. Of its crops, unknown means true
  /// ones.
  Protocol protocol = usual_protocol();
  std::vector<Split> splits = {Split::test, Split::independent};
  bool held_out_cameras_only = false;  ///< of tests
  bool with_rejected = false;          ///< frames that people reject are measured, too
  bool without_estimated = false;      ///< joints that a joint set estimates are not measured
  bool store_reliability = false;      ///< what is found of it goes into the model's file
  std::string device = "cpu";
  std::filesystem::path poses_file;  ///< predictions as an archive for `compare`; empty = none is written
  std::filesystem::path truth_file;  ///< the truth in the same frame, under the same names
};
/// All but `data` and `splits`, which come from a run and from a list of names.
void describe(OptionVisitor& visitor, EvaluateOptions& options);

struct Evaluation {
  /// The model by its run's name; then `mean_pose_row`, what the training set's mean pose scores on the same
  /// frames; then `other_frame_row`, the same in the frame that the model does not answer in, where the
  /// project allows it.
  Comparison comparison;
  ModelDescription model;
  bool held_out = false;                   ///< test clips are of held-out cameras only
  std::int64_t frames_rejected = 0;        ///< of what was measured, and so left out of the scores
  std::optional<Reliability> reliability;  ///< of the model's confidences on these frames; none of too few
  std::vector<WorstClip> worst;    ///< clips of the model's length, each video's worst ones, at most twenty
  std::vector<Note> notes;         ///< what the figures need to be read
  std::int64_t data_revision = 0;  ///< of the catalog that was measured
};

/// Predict every frame that a split's clips cover, in each video that shows it, from the protocol's crops:
/// windows of the model's clip length that overlap by half, averaged (many-to-many). Scores are of poses
/// relative to the pelvis in the model's frame; a universal one stands in the axes of the alignment. Where
/// crops are detected, a video in which nobody is found has no poses, and is noted. A model file that gets
/// its reliability is another file by its fingerprint: predictions of before stay those of the old one.
/// @throws Error: no model, none of the splits has clips, anything SampleSet
/// refuses; Cancelled.
Evaluation evaluate(const EvaluateOptions& options, const JobContext& context);

/// The truth that evaluate() would measure the model of `options` against goes into `truth_file`; nothing is
/// predicted. Returns the catalog's data_revision. @throws as evaluate() does.
std::int64_t write_true_poses(const EvaluateOptions& options, const JobContext& context);

}  // namespace solopose
