#include "core/weights/clip_weights.h"

#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"

namespace solopose {
namespace {

using Shape = std::vector<std::uint64_t>;

constexpr std::string_view openai_patches = "visual.conv1.weight";
constexpr std::string_view hugging_face_patches = "vision_model.embeddings.patch_embedding.weight";

/// The names of one kind of file. `{}` in a block's names is the layer.
struct Naming {
  std::string_view vision;  ///< what the vision transformer's names begin with
  std::string_view patches, class_token, positions, norm_before, norm_after, block;
  std::string_view norm_1, norm_2, fc_1, fc_2, out;
  std::vector<std::string_view> in_weights, in_biases;
  std::vector<std::string_view> unused;  ///< of the vision transformer, known and not needed
  std::vector<std::string_view> others;  ///< beginnings of names outside the vision transformer
};

Naming openai() {
  return {.vision = "visual.",
          .patches = openai_patches,
          .class_token = "visual.class_embedding",
          .positions = "visual.positional_embedding",
          .norm_before = "visual.ln_pre",
          .norm_after = "visual.ln_post",
          .block = "visual.transformer.resblocks.",
          .norm_1 = "ln_1",
          .norm_2 = "ln_2",
          .fc_1 = "mlp.c_fc",
          .fc_2 = "mlp.c_proj",
          .out = "attn.out_proj",
          .in_weights = {"attn.in_proj_weight"},
          .in_biases = {"attn.in_proj_bias"},
          .unused = {"visual.proj"},
          .others = {"transformer.", "token_embedding.", "positional_embedding", "ln_final.",
                     "text_projection", "logit_scale", "input_resolution", "context_length", "vocab_size"}};
}

Naming hugging_face() {
  return {.vision = "vision_model.",
          .patches = hugging_face_patches,
          .class_token = "vision_model.embeddings.class_embedding",
          .positions = "vision_model.embeddings.position_embedding.weight",
          .norm_before = "vision_model.pre_layrnorm",
          .norm_after = "vision_model.post_layernorm",
          .block = "vision_model.encoder.layers.",
          .norm_1 = "layer_norm1",
          .norm_2 = "layer_norm2",
          .fc_1 = "mlp.fc1",
          .fc_2 = "mlp.fc2",
          .out = "self_attn.out_proj",
          .in_weights = {"self_attn.q_proj.weight", "self_attn.k_proj.weight", "self_attn.v_proj.weight"},
          .in_biases = {"self_attn.q_proj.bias", "self_attn.k_proj.bias", "self_attn.v_proj.bias"},
          .unused = {"vision_model.embeddings.position_ids"},
          .others = {"text_model.", "text_projection.", "visual_projection.", "logit_scale"}};
}

Naming naming_of(const WeightFile& file) {
  if (file.has(std::string(openai_patches))) return openai();
  if (file.has(std::string(hugging_face_patches))) return hugging_face();
  throw FormatError(file.file(), "weights", fmt::format("{} or {}", openai_patches, hugging_face_patches),
                    "neither");
}

std::uint64_t side_of(const WeightFile& file, std::string_view name, std::size_t axis, std::size_t axes) {
  const Shape& shape = file.info(std::string(name)).shape;
  constexpr std::uint64_t most = 1 << 20;
  if (shape.size() != axes || shape[axis] == 0 || shape[axis] > most) {
    throw FormatError(file.file(), name, fmt::format("{} axes", axes),
                      fmt::format("({})", fmt::join(shape, ", ")));
  }
  return shape[axis];
}

int layers_of(const WeightFile& file, const Naming& naming) {
  int layers = 0;
  while (file.has(fmt::format("{}{}.{}.weight", naming.block, layers, naming.norm_1))) ++layers;
  return layers;
}

ClipSize size_of(const WeightFile& file, const Naming& naming, std::optional<int> heads) {
  constexpr int width_of_a_head = 64;
  ClipSize size;
  size.width = static_cast<int>(side_of(file, naming.patches, 0, 4));
  size.patch = static_cast<int>(side_of(file, naming.patches, 2, 4));
  const auto places = static_cast<double>(side_of(file, naming.positions, 0, 2) - 1);
  size.image_size = size.patch * static_cast<int>(std::lround(std::sqrt(places)));
  size.layers = layers_of(file, naming);
  size.heads = heads.value_or(std::max(1, size.width / width_of_a_head));
  size.mlp_width =
      static_cast<int>(side_of(file, fmt::format("{}0.{}.weight", naming.block, naming.fc_1), 0, 2));
  try {
    size.require_valid();
  } catch (const Error& error) {
    throw FormatError(file.file(), "weights", "a CLIP vision transformer", error.what());
  }
  return size;
}

class Plan {
 public:
  Plan(const Naming& naming, const ClipSize& size)
      : naming_(&naming), width_(static_cast<std::uint64_t>(size.width)) {
    const auto patch = static_cast<std::uint64_t>(size.patch);
    add("conv1.weight", {std::string(naming.patches)}, {width_, 3, patch, patch});
    add("class_embedding", {std::string(naming.class_token)}, {width_});
    add("positional_embedding", {std::string(naming.positions)},
        {static_cast<std::uint64_t>(size.tokens()), width_});
    add_pair("ln_pre", naming.norm_before, {width_});
    add_pair("ln_post", naming.norm_after, {width_});
    for (int layer = 0; layer < size.layers; ++layer)
      add_block(layer, static_cast<std::uint64_t>(size.mlp_width));
  }

  std::vector<ClipParameter> take() { return std::move(parameters_); }

 private:
  void add(std::string name, std::vector<std::string> sources, Shape shape) {
    parameters_.push_back({std::move(name), std::move(sources), std::move(shape)});
  }

  void add_pair(const std::string& name, std::string_view source, const Shape& weight_shape) {
    add(name + ".weight", {fmt::format("{}.weight", source)}, weight_shape);
    add(name + ".bias", {fmt::format("{}.bias", source)}, {weight_shape[0]});
  }

  void add_block(int layer, std::uint64_t mlp) {
    const std::string ours = fmt::format("blocks.{}.", layer);
    const std::string theirs = fmt::format("{}{}.", naming_->block, layer);
    const auto named = [&](const std::vector<std::string_view>& parts) {
      std::vector<std::string> sources;
      for (const std::string_view part : parts) sources.push_back(theirs + std::string(part));
      return sources;
    };
    add_pair(ours + "ln_1", theirs + std::string(naming_->norm_1), {width_});
    add(ours + "in_proj.weight", named(naming_->in_weights), {3 * width_, width_});
    add(ours + "in_proj.bias", named(naming_->in_biases), {3 * width_});
    add_pair(ours + "out_proj", theirs + std::string(naming_->out), {width_, width_});
    add_pair(ours + "ln_2", theirs + std::string(naming_->norm_2), {width_});
    add_pair(ours + "c_fc", theirs + std::string(naming_->fc_1), {mlp, width_});
    add_pair(ours + "c_proj", theirs + std::string(naming_->fc_2), {width_, mlp});
  }

  const Naming* naming_;
  std::uint64_t width_;
  std::vector<ClipParameter> parameters_;
};

void require_shape(const WeightFile& file, const ClipParameter& parameter) {
  for (const std::string& source : parameter.sources) {
    Shape expected = parameter.shape;
    expected[0] /= parameter.sources.size();
    const Shape& found = file.info(source).shape;
    if (found != expected) {
      throw FormatError(file.file(), source, fmt::format("shape ({})", fmt::join(expected, ", ")),
                        fmt::format("({})", fmt::join(found, ", ")));
    }
  }
}

void require_all_known(const WeightFile& file, const Naming& naming, const std::set<std::string>& used) {
  for (const auto& [name, info] : file.entries()) {
    if (used.contains(name)) continue;
    bool known = false;
    for (const std::string_view unused : naming.unused) known = known || name == unused;
    for (const std::string_view other : naming.others) known = known || name.starts_with(other);
    if (!known) throw FormatError(file.file(), name, "only weights of CLIP", "one that CLIP does not have");
  }
}

}  // namespace

std::vector<float> ClipWeights::values(const WeightFile& file, const ClipParameter& parameter) {
  std::vector<float> all = file.values(parameter.sources.front());
  for (std::size_t i = 1; i < parameter.sources.size(); ++i) {
    const std::vector<float> more = file.values(parameter.sources[i]);
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

ClipWeights match_clip_weights(const WeightFile& file, std::optional<int> heads) {
  const Naming naming = naming_of(file);
  ClipWeights weights;
  weights.size = size_of(file, naming, heads);
  weights.parameters = Plan(naming, weights.size).take();
  std::set<std::string> used;
  for (const ClipParameter& parameter : weights.parameters) {
    require_shape(file, parameter);
    used.insert(parameter.sources.begin(), parameter.sources.end());
  }
  require_all_known(file, naming, used);
  return weights;
}

}  // namespace solopose
