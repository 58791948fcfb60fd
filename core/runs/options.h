#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/augmotion/clips.h"
#include "core/models/model_description.h"
#include "core/models/options.h"

namespace solopose {

enum class LossKind : std::uint8_t { cross_entropy, mean_squared_error };
enum class ScheduleKind : std::uint8_t { cosine, plateau };
/// two_stages: encoder and head on single frames, then the temporal part on the frozen encoder's cached
/// features. end_to_end: everything on clips from the first step.
enum class StageKind : std::uint8_t { two_stages, end_to_end };

constexpr auto named_values(LossKind) {
  return std::array{NamedValue{LossKind::cross_entropy, "cross_entropy"},
                    NamedValue{LossKind::mean_squared_error, "mean_squared_error"}};
}
constexpr auto named_values(ScheduleKind) {
  return std::array{NamedValue{ScheduleKind::cosine, "cosine"}, NamedValue{ScheduleKind::plateau, "plateau"}};
}
constexpr auto named_values(StageKind) {
  return std::array{NamedValue{StageKind::two_stages, "two_stages"},
                    NamedValue{StageKind::end_to_end, "end_to_end"}};
}

/// What is learnt from.
struct DataOptions {
  std::vector<std::string> datasets;  ///< names; empty = all
  ClipOptions clips;                  ///< splits; windows of `length` frames are the units that are drawn
  std::vector<std::string> held_out_cameras;  ///< seen by tests only
  int clip_frames = 8;                        ///< T, at most clips.length
  bool with_rejected = false;                 ///< frames that people reject are learnt from, too
  bool without_estimated = false;             ///< joints: nothing is learnt from estimated_joints()
  bool allow_outside = false;                 ///< a run begins though many joints lie outside the volume
};

/// Changes of what the network sees; magnitudes are the largest.
struct AugmentationOptions {
  bool flip = true;       ///< mirrors picture and pose, and swaps sides
  double shift = 0.04;    ///< of the crop, share of its side
  double scale = 0.06;    ///< of the crop's side
  double rotate_deg = 0;  ///< in the picture's plane; camera frame only
  double colour = 0.2;    ///< brightness, contrast, gain of each channel
  double occlude = 0.15;  ///< probability of a shape that hides part of the crop
  int cached_variants =
      2;  ///< of crops and flips for frozen encoders, beside the plain one; each cached under its own key
};

/// encoder: of a model whose temporal part or head are others. whole: of one of the same options.
enum class StartPart : std::uint8_t { whole, encoder };
constexpr auto named_values(StartPart) {
  return std::array{NamedValue{StartPart::whole, "whole"}, NamedValue{StartPart::encoder, "encoder"}};
}

/// What a run begins with, and what of it stays as it is.
struct StartOptions {
  std::filesystem::path model;  ///< whose weights are begun with; empty = random ones
  StartPart part = StartPart::whole;
  bool freeze_encoder = false;  ///< CLIP is frozen anyway
  bool freeze_temporal = false;
  bool freeze_head = false;
};

/// One stage's optimisation: AdamW on matrices and vectors, decay on matrices only.
struct StageOptions {
  std::int64_t steps = 0;
  int batch = 16;  ///< frames in the first stage of two, clips otherwise; over all processes
  double learning_rate = 4e-3;
};

struct TrainingOptions {
  std::string name;  ///< of the run; empty = made from date and preset
  std::string notes;
  NetworkOptions network = NetworkOptions::tiny();
  TargetOptions target;
  DataOptions data;
  AugmentationOptions augmentation;
  StartOptions start;
  StageKind stages = StageKind::two_stages;
  LossKind loss = LossKind::cross_entropy;
  StageOptions frames_stage{.steps = 14000, .batch = 16, .learning_rate = 4e-3};
  StageOptions clips_stage{.steps = 1500, .batch = 4, .learning_rate = 2e-3};  ///< the only one of end_to_end
  ScheduleKind schedule = ScheduleKind::cosine;
  double warm_up = 0.03;     ///< share of a stage's steps
  double final_rate = 0.02;  ///< share of the learning rate at a stage's end
  int plateau_epochs = 5;    ///< without progress before the rate halves
  double beta_1 = 0.9;
  double beta_2 = 0.99;
  double weight_decay = 0.05;
  double clip_norm = 1;
  double stochastic_depth = 0;   ///< how often a clip passes by the temporal part's last block
  int accumulate = 1;            ///< batches of a step, whose gradient is their mean: in the memory of one
  double weight_average = 0.99;  ///< decay of the running mean that is validated and kept; 0 = none
  /// Over all processes, whose gradient is then that of one with the whole batch; else each normalises its
  /// part by itself and nobody waits.
  bool synchronise_norms = false;
  int epoch_steps = 500;       ///< a validation and a checkpoint after so many
  int validation_clips = 200;  ///< the same ones each time; 0 = all
  int early_stop_epochs = 0;   ///< without progress; 0 = never
  std::uint64_t seed = 1;
  int threads = 1;  ///< of the network
  int loader_threads = 1;
  std::string device = "cpu";           ///< one of device_names()
  bool mixed_precision = true;          ///< on CUDA
  bool mixed_precision_on_cpu = false;  ///< pays on processors that multiply bfloat16
  std::filesystem::path clip_weights;   ///< for the clip encoder

  /// Steps of all stages.
  std::int64_t steps() const;
  StageOptions& last_stage();
  /// @throws Error naming the first option out of range, or two that do not fit each other.
  void require_valid() const;
  /// Indented, for people to edit: the enumerators by name, sections for the structs.
  std::string to_json() const;
  /// Missing keys keep the defaults; "preset" starts from those of that name. @throws Error naming a key that
  /// is unknown, of wrong type or out of range.
  static TrainingOptions from_json(std::string_view json);
  /// "tiny": minutes on two cores. "base": the paper's size, CLIP's features cached, for a GPU. "landmarks":
  /// from motion alone, for a landmark network's eyes; minutes on two cores.
  static std::span<const Preset<TrainingOptions>> presets();
  /// @throws Error listing the presets there are.
  static TrainingOptions preset(std::string_view name);
  /// These in the size of a preset: what presets differ in becomes the preset's; data, target and machine
  /// stay.
  TrainingOptions resized(TrainingOptions preset) const;
  /// The preset whose network is of this size; empty: none is.
  std::string_view preset() const;
};

void describe(OptionVisitor& visitor, DataOptions& options);
void describe(OptionVisitor& visitor, AugmentationOptions& options);
void describe(OptionVisitor& visitor, StartOptions& options);
void describe(OptionVisitor& visitor, StageOptions& options);
void describe(OptionVisitor& visitor, TrainingOptions& options);

}  // namespace solopose
