// What was written before options were described once must be written still, and read: runs, projects and
// models hold it.
#include <limits>

#include <gtest/gtest.h>

#include "core/augmotion/alignment.h"
#include "core/runs/options.h"

namespace solopose {
namespace {

constexpr const char* tiny_run = R"json({
  "name": "",
  "notes": "",
  "network": {
    "encoder": "small",
    "clip": {
      "image_size": 224,
      "patch": 32,
      "width": 768,
      "layers": 12,
      "heads": 12,
      "mlp_width": 3072,
      "activation": "unstated"
    },
    "small": {
      "image_size": 64,
      "channels": [
        16,
        32,
        64
      ],
      "blocks": [
        0,
        1,
        2
      ]
    },
    "temporal": {
      "depths": [
        2
      ],
      "heads": [
        4
      ],
      "width": 64,
      "mlp_ratio": 2.0,
      "window": [
        8,
        4,
        4
      ],
      "pool": 2,
      "residual": true
    },
    "head": {
      "kind": "heat_map",
      "voxels": 16,
      "per_joint": true,
      "first_channels": 128,
      "middle_channels": 32
    }
  },
  "target": {
    "frame": "camera",
    "extent_mm": 2600.0,
    "mixture": {
      "sigma_mm": 45.0,
      "spacing_mm": 100.0,
      "rule": "growing",
      "sides": true
    }
  },
  "data": {
    "datasets": [],
    "clips": {
      "length": 30,
      "step": 16,
      "group": "take",
      "train_share": 0.7,
      "validation_share": 0.2,
      "seed": 7
    },
    "held_out_cameras": [],
    "clip_frames": 8,
    "with_rejected": false,
    "without_estimated": false,
    "allow_outside": false
  },
  "augmentation": {
    "flip": true,
    "shift": 0.04,
    "scale": 0.06,
    "rotate_deg": 0.0,
    "colour": 0.2,
    "occlude": 0.15,
    "cached_variants": 2
  },
  "start": {
    "model": "",
    "part": "whole",
    "freeze_encoder": false,
    "freeze_temporal": false,
    "freeze_head": false
  },
  "stages": "two_stages",
  "loss": "cross_entropy",
  "frames_stage": {
    "steps": 14000,
    "batch": 16,
    "learning_rate": 0.004
  },
  "clips_stage": {
    "steps": 1500,
    "batch": 4,
    "learning_rate": 0.002
  },
  "schedule": "cosine",
  "warm_up": 0.03,
  "final_rate": 0.02,
  "plateau_epochs": 5,
  "beta_1": 0.9,
  "beta_2": 0.99,
  "weight_decay": 0.05,
  "clip_norm": 1.0,
  "stochastic_depth": 0.0,
  "accumulate": 1,
  "weight_average": 0.99,
  "synchronise_norms": false,
  "epoch_steps": 500,
  "validation_clips": 200,
  "early_stop_epochs": 0,
  "seed": 1,
  "threads": 1,
  "loader_threads": 1,
  "device": "cpu",
  "mixed_precision": true,
  "mixed_precision_on_cpu": false,
  "clip_weights": ""
}
)json";

constexpr const char* base_run = R"json({
  "name": "a \"run\" é",
  "notes": "n\nm",
  "network": {
    "encoder": "clip",
    "clip": {
      "image_size": 224,
      "patch": 32,
      "width": 768,
      "layers": 12,
      "heads": 12,
      "mlp_width": 3072,
      "activation": "unstated"
    },
    "small": {
      "image_size": 64,
      "channels": [
        16,
        32,
        64
      ],
      "blocks": [
        0,
        1,
        2
      ]
    },
    "temporal": {
      "depths": [
        4,
        4,
        8,
        4
      ],
      "heads": [
        3,
        6,
        12,
        24
      ],
      "width": 192,
      "mlp_ratio": 4.0,
      "window": [
        8,
        7,
        7
      ],
      "pool": 1,
      "residual": false
    },
    "head": {
      "kind": "heat_map",
      "voxels": 64,
      "per_joint": true,
      "first_channels": 6144,
      "middle_channels": 64
    }
  },
  "target": {
    "frame": "universal",
    "extent_mm": 2600.0,
    "mixture": {
      "sigma_mm": 45.0,
      "spacing_mm": 100.0,
      "rule": "equation_7",
      "sides": true
    }
  },
  "data": {
    "datasets": [
      "Dancers",
      "B"
    ],
    "clips": {
      "length": 2000,
      "step": 16,
      "group": "camera",
      "train_share": 0.7,
      "validation_share": 0.2,
      "seed": 18446744073709551615
    },
    "held_out_cameras": [
      "c01"
    ],
    "clip_frames": 30,
    "with_rejected": false,
    "without_estimated": false,
    "allow_outside": false
  },
  "augmentation": {
    "flip": true,
    "shift": 0.04,
    "scale": 0.06,
    "rotate_deg": 0.0,
    "colour": 0.2,
    "occlude": 0.15,
    "cached_variants": 2
  },
  "start": {
    "model": "",
    "part": "whole",
    "freeze_encoder": false,
    "freeze_temporal": false,
    "freeze_head": false
  },
  "stages": "end_to_end",
  "loss": "cross_entropy",
  "frames_stage": {
    "steps": 14000,
    "batch": 16,
    "learning_rate": 0.004
  },
  "clips_stage": {
    "steps": 60000,
    "batch": 2,
    "learning_rate": 0.0002
  },
  "schedule": "plateau",
  "warm_up": 0.03,
  "final_rate": 0.02,
  "plateau_epochs": 5,
  "beta_1": 0.9,
  "beta_2": 0.99,
  "weight_decay": 2e-05,
  "clip_norm": 1.0,
  "stochastic_depth": 0.1,
  "accumulate": 1,
  "weight_average": 0.999,
  "synchronise_norms": false,
  "epoch_steps": 1000,
  "validation_clips": 200,
  "early_stop_epochs": 0,
  "seed": 5000000000,
  "threads": 1,
  "loader_threads": 1,
  "device": "cpu",
  "mixed_precision": true,
  "mixed_precision_on_cpu": false,
  "clip_weights": "some/clip.safetensors"
}
)json";

constexpr const char* model_text =
    R"json({"network":{"encoder":"small","clip":{"image_size":224,"patch":32,"width":768,"layers":12,"heads":12,"mlp_width":3072,"activation":"unstated"},"small":{"image_size":64,"channels":[16,32,64],"blocks":[0,1,2]},"temporal":{"depths":[2],"heads":[4],"width":64,"mlp_ratio":2.0,"window":[8,4,4],"pool":2,"residual":true},"head":{"kind":"heat_map","voxels":16,"per_joint":true,"first_channels":128,"middle_channels":32}},"target":{"frame":"camera","extent_mm":2600.0,"mixture":{"sigma_mm":45.0,"spacing_mm":100.0,"rule":"growing","sides":true}},"clip_frames":8,"mean_pose_mm":[0.10000000149011612,null,3.0],"shoulder_width_mm":0.0,"torso_length_mm":0.0,"frame_preset":"","run":"r é","data_fingerprint":"","clip_weights":"","step":12345678901,"validation_mpjpe_mm":141.5,"reliability":null})json";

TrainingOptions changed_base() {
  TrainingOptions options = TrainingOptions::preset("base");
  options.name = "a \"run\" é";
  options.notes = "n\nm";
  options.clip_weights = "some/clip.safetensors";
  options.data.datasets = {"Dancers", "B"};
  options.data.held_out_cameras = {"c01"};
  options.target.frame = TargetFrame::universal;
  options.target.mixture.rule = SigmaRule::equation_7;
  options.schedule = ScheduleKind::plateau;
  options.seed = 5000000000;
  options.weight_decay = 2e-5;
  options.data.clips.length = 2000;
  options.data.clips.group = SplitGroup::camera;
  options.data.clips.seed = ~0ULL;
  return options;
}

TEST(StoredJson, of_runs_is_what_it_was) {
  EXPECT_EQ(TrainingOptions().to_json(), tiny_run);
  EXPECT_EQ(changed_base().to_json(), base_run);
  EXPECT_EQ(TrainingOptions::from_json(tiny_run).to_json(), tiny_run);
  EXPECT_EQ(TrainingOptions::from_json(base_run).to_json(), base_run);
}

TEST(StoredJson, of_alignments_is_what_it_was) {
  const char* plain =
      R"json({"clusters":3,"tolerance_deg":10.0,"starts":4,"max_iterations":50,"seed":7,"per":"video","forced_key_frame":null,"frame":"paper","ratio":"measured","with_scale":false,"with_independent":false,"with_rejected":false})json";
  const char* changed =
      R"json({"clusters":3,"tolerance_deg":12.5,"starts":4,"max_iterations":50,"seed":7,"per":"take","forced_key_frame":42,"frame":"section-3.2","ratio":"paper","with_scale":false,"with_independent":false,"with_rejected":false})json";
  AlignOptions options;
  EXPECT_EQ(options.to_json(), plain);
  options.forced_key_frame = 42;
  options.mode = KeyFrameMode::per_take;
  options.preset = FramePreset::section_3_2;
  options.ratio = FrameRatio::literal;
  options.key_frame.tolerance_deg = 12.5;
  EXPECT_EQ(options.to_json(), changed);
  EXPECT_EQ(AlignOptions::from_json(changed).to_json(), changed);
  EXPECT_EQ(AlignOptions::from_json(plain).to_json(), plain);
}

TEST(StoredJson, of_clips_is_what_it_was) {
  const char* text =
      R"json({"length":30,"step":16,"group":"take","train_share":0.7,"validation_share":0.2,"seed":7})json";
  EXPECT_EQ(ClipOptions{}.to_json(), text);
  EXPECT_EQ(ClipOptions::from_json(text).to_json(), text);
}

TEST(StoredJson, of_models_is_what_it_was) {
  ModelDescription model;
  model.mean_pose_mm = {0.1F, std::numeric_limits<float>::quiet_NaN(), 3};
  model.run = "r é";
  model.validation_mpjpe_mm = 141.5;
  model.step = 12345678901;
  EXPECT_EQ(model.to_json(), model_text);
}

}  // namespace
}  // namespace solopose
