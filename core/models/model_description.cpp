#include "core/models/model_description.h"

#include <array>

#include <fmt/format.h>

#include "core/options/options_json.h"
#include "core/options/shallow_json.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr const char* owner = "model description";
constexpr double most_mm = 1e6;
/// Without them no prediction can be made.
constexpr std::array required_keys = {"network", "target", "clip_frames", "mean_pose_mm"};

void require_keys(std::string_view json) {
  const auto document = parse_shallow<nlohmann::json>(json);
  for (const char* key : required_keys) {
    if (!document.contains(key)) throw Error(fmt::format("{}: {}: missing", owner, key));
  }
}

}  // namespace

void describe(OptionVisitor& visitor, ModelDescription& model) {
  const NumberFacts length_mm = {.low = 0, .high = most_mm, .unit = "mm"};
  visitor.section("network", model.network);
  visitor.section("target", model.target);
  visitor.whole("clip_frames", model.clip_frames, 1, most_clip_frames, "frames");
  visitor.floats("mean_pose_mm", model.mean_pose_mm, -most_mm, most_mm, 3 * joint_count);
  visitor.number("shoulder_width_mm", model.shoulder_width_mm, length_mm);
  visitor.number("torso_length_mm", model.torso_length_mm, length_mm);
  visitor.text("frame_preset", model.frame_preset);
  visitor.text("run", model.run);
  visitor.text("data_fingerprint", model.data_fingerprint);
  visitor.text("clip_weights", model.clip_weights);
  visitor.whole("step", model.step, 0, std::int64_t{1} << 50);
  visitor.number("validation_mpjpe_mm", model.validation_mpjpe_mm, length_mm);
  visitor.optional("reliability", model.reliability,
                   [&](Reliability& reliability) { visitor.section("reliability", reliability); });
}

std::string ModelDescription::to_json() const { return options_as_json(*this); }

ModelDescription ModelDescription::from_json(std::string_view json) {
  ModelDescription model;
  read_options(owner, json, model);
  require_keys(json);
  model.network.complete_older_file();
  model.network.require_valid();
  if (model.reliability) model.reliability->require_valid();
  return model;
}

}  // namespace solopose
