#include "core/exchange/export_model.h"

#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/atomic_folder.h"
#include "core/base/error.h"
#include "core/exchange/onnx_operators.h"
#include "core/exchange/traced_network.h"
#include "core/files/npz.h"
#include "core/models/target_space.h"
#include "core/network/losses.h"
#include "core/network/model_file.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view solopose_model_py =
#include "core/exchange/solopose_model_py.inc"
    ;

void write_text(const std::filesystem::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw Error(fmt::format("{}: cannot be written", file.string()));
}

/// What stands in model.json beside the description.
Json decoding_of(const ModelDescription& model) {
  Json joints = Json::array();
  for (const std::string_view name : joint_names()) joints.push_back(name);
  Json bone_pairs = Json::array();
  for (const Bone& bone : bones())
    bone_pairs.push_back(Json::array({index_of(bone.parent), index_of(bone.child)}));
  const MixtureOptions mixture = target_mixture(model.target, model.network.head.voxels);
  return {{"joints", joints},
          {"bones", bone_pairs},
          {"extent_mm", model.target.extent_mm},
          {"frame", name_of(model.target.frame)},
          {"sigma_mm", mixture.sigma_mm},
          {"spacing_mm", mixture.spacing_mm},
          {"first_side_step", mixture.rule == SigmaRule::growing ? 2 : 1},
          {"sides", mixture.sides}};
}

void add(NpzWriter& file, const char* name, const torch::Tensor& given) {
  const torch::Tensor tensor = given.to(torch::kFloat).contiguous();
  const std::vector<std::uint64_t> shape(tensor.sizes().begin(), tensor.sizes().end());
  file.add<float>(name, {tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel())}, shape);
}

void write_example(const std::filesystem::path& file, const TracedNetwork& traced,
                   const ModelDescription& model) {
  const DecodedPoses decoded =
      decode_poses(traced.answer.flatten(0, 1), model.network, model.target, model.mean_pose_mm);
  NpzWriter example(file);
  add(example, "input", traced.example);
  add(example, "answer", traced.answer);
  add(example, "poses_mm", decoded.poses_mm);
  add(example, "confidences", decoded.confidences);
  example.finish();
}

}  // namespace

void export_model(const ExportModelOptions& options, const std::filesystem::path& folder) {
  LoadedModel loaded = load_model(options.model, options.clip_weights);
  const ModelDescription& model = loaded.description;
  if (model.network.head.kind == HeadKind::heat_map && !model.network.head.per_joint) {
    throw Error(
        fmt::format("{}: one heat map for all joints is decoded by matching a skeleton to its peaks; "
                    "models with a heat map for each joint can be exported",
                    options.model.string()));
  }
  const int frames = options.frames == 0 ? model.clip_frames : options.frames;
  if (frames < 1 || frames > most_clip_frames)
    throw Error(fmt::format("export: expected 1 to {} frames, found {}", most_clip_frames, frames));
  AtomicFolder result(folder);
  const TracedNetwork network = traced(loaded.network, frames);
  network.module.save((result.temporary() / "model.pt").string());
  const Json description = {{"model", Json::parse(model.to_json())}, {"decoding", decoding_of(model)}};
  write_text(result.temporary() / "model.onnx", onnx_graph_of(*network.graph).serialised(description.dump()));
  write_text(result.temporary() / "model.json", description.dump(2) + '\n');
  write_example(result.temporary() / "example.npz", network, model);
  write_text(result.temporary() / "solopose_model.py", solopose_model_py);
  result.commit();
}

}  // namespace solopose
