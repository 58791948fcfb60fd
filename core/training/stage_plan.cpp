#include "core/training/stage_plan.h"

namespace solopose {

std::vector<StagePlan> stage_plans(const TrainingOptions& options) {
  const bool clip = options.network.encoder == EncoderKind::clip;
  std::vector<StagePlan> plans;
  const bool two = options.stages == StageKind::two_stages;
  const bool keeps_encoder = clip || (options.network.sees_pictures() && options.start.freeze_encoder);
  if (two && options.frames_stage.steps > 0) {
    plans.push_back(
        {.number = 0, .single_frames = true, .frozen = keeps_encoder, .options = options.frames_stage});
  }
  if (options.clips_stage.steps > 0) {
    const bool second = !plans.empty();
    plans.push_back(
        {.number = 1, .frozen = keeps_encoder || second, .refines = second, .options = options.clips_stage});
  }
  return plans;
}

std::int64_t frames_drawn(const TrainingOptions& options) {
  std::int64_t frames = 0;
  for (const StagePlan& plan : stage_plans(options)) {
    const int of_a_clip = plan.single_frames ? 1 : options.data.clip_frames;
    frames += plan.options.steps * plan.options.batch * options.accumulate * of_a_clip;
  }
  return frames;
}

}  // namespace solopose
