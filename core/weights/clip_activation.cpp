#include "core/weights/clip_activation.h"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/files/byte_cursor.h"
#include "core/options/shallow_json.h"
#include "core/weights/sha256.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uintmax_t most_config_bytes = 1'000'000;

const char* word_of(ClipActivation activation) {
  return activation == ClipActivation::gelu ? "GELU" : "QuickGELU";
}

std::string shown(const Json& found) {
  constexpr std::size_t most = 60;
  const std::string text = found.dump(-1, ' ', true, Json::error_handler_t::replace);
  return text.size() > most ? text.substr(0, most) + "…" : text;
}

Json document_of(const fs::path& file) {
  const std::uintmax_t size = InputFile(file).size();
  if (size > most_config_bytes)
    throw FormatError(file, "size", fmt::format("at most {} bytes", most_config_bytes), std::to_string(size));
  const ByteBuffer bytes = bytes_of_file(file);
  const std::string text(bytes.begin(), bytes.end());
  Json document;
  try {
    document = parse_shallow<Json>(text);
  } catch (const Json::exception&) {
    throw FormatError(file, "text", "JSON", "something else");
  } catch (const Error& failure) {
    throw Error(fmt::format("{}: {}", file.string(), failure.what()));
  }
  if (!document.is_object()) throw FormatError(file, "text", "a JSON object", shown(document));
  return document;
}

/// A key's value, null where there is none.
Json value_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? Json() : *found;
}

ClipActivation of_open_clip(const fs::path& file) {
  const Json model = value_of(document_of(file), "model_cfg");
  if (!model.is_object()) throw FormatError(file, "model_cfg", "a JSON object", shown(model));
  const Json vision = value_of(model, "vision_cfg");
  const Json changed = vision.is_object() ? value_of(vision, "act_kwargs") : Json();
  if (!changed.is_null()) {
    throw FormatError(file, "model_cfg.vision_cfg.act_kwargs", "none: a QuickGELU or an exact GELU",
                      shown(changed));
  }
  const Json quick = value_of(model, "quick_gelu");
  if (!quick.is_null() && !quick.is_boolean())
    throw FormatError(file, "model_cfg.quick_gelu", "true or false", shown(quick));
  return quick == true ? ClipActivation::quick_gelu : ClipActivation::gelu;
}

/// Nothing: it is a config.json of something else.
std::optional<ClipActivation> of_hugging_face(const fs::path& file) {
  const Json document = document_of(file);
  const Json part = value_of(document, "vision_config");
  const Json& vision = part.is_object() ? part : document;
  const bool of_clip =
      value_of(document, "model_type") == "clip" || value_of(vision, "model_type") == "clip_vision_model";
  const Json named = value_of(vision, "hidden_act");
  if (!of_clip) return std::nullopt;
  if (named.is_null() || named == "quick_gelu") return ClipActivation::quick_gelu;
  if (named == "gelu") return ClipActivation::gelu;
  throw FormatError(file, part.is_object() ? "vision_config.hidden_act" : "hidden_act", "quick_gelu or gelu",
                    shown(named));
}

/// OpenAI's are TorchScript archives, which are zip files: no others are worth reading for it.
std::string_view openai_clip_in(const fs::path& weights, const JobContext& context) {
  if (!first_bytes(weights, 2).starts_with("PK")) return {};
  return openai_clip_of(sha256_of_file(weights, context));
}

std::vector<StatedActivation> statements_on(const fs::path& weights, const JobContext& context) {
  std::vector<StatedActivation> all;
  if (const std::string_view name = openai_clip_in(weights, context); !name.empty())
    all.push_back({ClipActivation::quick_gelu, fmt::format("OpenAI, whose {} it is", name)});
  std::error_code unknown;
  const fs::path open_clip = weights.parent_path() / "open_clip_config.json";
  if (fs::exists(open_clip, unknown)) all.push_back({of_open_clip(open_clip), open_clip.string()});
  const fs::path hugging_face = weights.parent_path() / "config.json";
  if (fs::exists(hugging_face, unknown)) {
    if (const auto activation = of_hugging_face(hugging_face))
      all.push_back({*activation, hugging_face.string()});
  }
  return all;
}

[[noreturn]] void refuse(const fs::path& weights, const StatedActivation& one,
                         const StatedActivation& other) {
  throw Error(fmt::format("{}: CLIP's activation is {} according to {}, but {} according to {}",
                          weights.string(), word_of(one.activation), one.source, word_of(other.activation),
                          other.source));
}

}  // namespace

std::string_view openai_clip_of(std::string_view sha256) {
  // A part of the address that OpenAI's program downloads each from (openai/CLIP, clip/clip.py).
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> published = {{
      {"40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af", "ViT-B/32"},
      {"5806e77cd80f8b59890b7e101eabd078d9fb84e6937f9e85e4ecb61988df416f", "ViT-B/16"},
      {"b8cca3fd41ae0c99ba7e8951adf17d267cdb84cd88be6f7c2e0eca1737a03836", "ViT-L/14"},
      {"3035c92b350959924f9f00213499208652fc7ea050643e8b385c2dac08641f02", "ViT-L/14@336px"},
  }};
  for (const auto& [digits, name] : published) {
    if (digits == sha256) return name;
  }
  return {};
}

std::optional<StatedActivation> stated_activation(const fs::path& weights, const JobContext& context) {
  const InputFile there(weights);  // so that a missing file is called missing
  const std::vector<StatedActivation> all = statements_on(weights, context);
  if (all.empty()) return std::nullopt;
  for (const StatedActivation& other : all) {
    if (other.activation != all.front().activation) refuse(weights, all.front(), other);
  }
  return all.front();
}

ClipActivation settled_activation(const fs::path& weights, ClipActivation asked, const JobContext& context) {
  const std::optional<StatedActivation> stated = stated_activation(weights, context);
  if (!stated && asked == ClipActivation::unstated) {
    throw Error(
        fmt::format("{}: nothing says which activation CLIP was trained with here, and the wrong one costs "
                    "accuracy: state it (--clip-activation, or Activation in the form): quickgelu for "
                    "OpenAI's weights and those of open_clip whose name says quickgelu, gelu for "
                    "open_clip's others, LAION's among them",
                    weights.string()));
  }
  if (!stated) return asked;
  if (asked != ClipActivation::unstated && asked != stated->activation)
    refuse(weights, *stated, {asked, "what was asked for"});
  return stated->activation;
}

}  // namespace solopose
