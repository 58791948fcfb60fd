#include "core/models/model_card.h"

#include <cmath>
#include <limits>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/models/shipped_models.h"
#include "core/options/shallow_json.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// No other document is that long.
constexpr std::uintmax_t most_bytes = 1 << 20;

Json document_in(const fs::path& path) {
  InputFile file(path);
  if (file.size() > most_bytes) throw FormatError(path, "card", "at most a megabyte", "more");
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(file.size()));
  bytes.resize(file.read(bytes));
  try {
    Json card = parse_shallow<Json>(std::string(bytes.begin(), bytes.end()));
    if (card.is_object()) return card;
  } catch (const Json::exception&) {  // said below
  }
  throw FormatError(path, "card", "an object of JSON", "something else");
}

std::string text_in(const fs::path& file, const Json& card, const char* key) {
  const auto found = card.find(key);
  if (found == card.end() || !found->is_string()) throw FormatError(file, key, "a text", "something else");
  return found->get<std::string>();
}

}  // namespace

float ModelCard::mean_error_mm() const {
  float sum = 0;
  int count = 0;
  for (const float error : joint_errors_mm) {
    if (!std::isfinite(error)) continue;
    sum += error;
    ++count;
  }
  return count > 0 ? sum / static_cast<float>(count) : std::numeric_limits<float>::quiet_NaN();
}

ModelCard read_model_card(const fs::path& file) {
  const Json card = document_in(file);
  ModelCard read{text_in(file, card, "model"), text_in(file, card, "measured_on"), {}};
  read.joint_errors_mm.fill(std::numeric_limits<float>::quiet_NaN());
  const auto errors = card.find("joint_errors_mm");
  if (errors == card.end() || !errors->is_object())
    throw FormatError(file, "joint_errors_mm", "an object", "something else");
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const auto error = errors->find(std::string(joint_names()[joint]));
    if (error == errors->end()) continue;
    if (!error->is_number() || !(error->get<double>() >= 0))
      throw FormatError(file, "joint_errors_mm." + error.key(), "millimetres", error->dump());
    read.joint_errors_mm[joint] = error->get<float>();
  }
  return read;
}

std::optional<ModelCard> card_of_model(const std::string& fingerprint) {
  const auto model = video_model_file();
  if (!model) return std::nullopt;
  try {
    ModelCard card = read_model_card(model->parent_path() / "card.json");
    if (card.model == fingerprint) return card;
  } catch (const Error&) {  // without a card nothing is promised
  }
  return std::nullopt;
}

}  // namespace solopose
