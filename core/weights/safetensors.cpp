#include "core/weights/safetensors.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/input_file.h"
#include "core/weights/weight_type.h"

namespace solopose {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t most_header_bytes = 100'000'000;
constexpr const char* metadata_key = "__metadata__";

std::string short_name(const std::string& name) { return name.substr(0, 120); }

std::vector<std::uint64_t> numbers_of(const Json& tensor, const char* key, const std::filesystem::path& file,
                                      const std::string& field) {
  const auto found = tensor.find(key);
  if (found == tensor.end() || !found->is_array()) throw FormatError(file, field, key, "none");
  std::vector<std::uint64_t> numbers;
  for (const Json& number : *found) {
    if (!number.is_number_unsigned())
      throw FormatError(file, field, fmt::format("whole numbers in {}", key), "others");
    numbers.push_back(number.get<std::uint64_t>());
  }
  return numbers;
}

/// Also of a tensor without numbers: (2^40, 2^40, 0) is nothing that can be counted through.
void require_countable(const std::vector<std::uint64_t>& shape, const std::filesystem::path& file,
                       const std::string& field) {
  constexpr std::size_t most_axes = 32;
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  std::uint64_t places = 1;
  for (const std::uint64_t side : shape)
    places = saturating_product(places, std::max<std::uint64_t>(side, 1));
  if (shape.size() <= most_axes && places <= most) return;
  throw FormatError(file, field, fmt::format("a shape of at most {} axes and {} places", most_axes, most),
                    shape.size() > most_axes ? fmt::format("{} axes", shape.size())
                                             : fmt::format("({})", fmt::join(shape, ", ")));
}

std::map<std::string, std::string> metadata_of(const Json& found, const std::filesystem::path& file) {
  std::map<std::string, std::string> metadata;
  if (!found.is_object()) throw FormatError(file, metadata_key, "texts by name", found.type_name());
  for (const auto& [key, value] : found.items()) {
    if (!value.is_string()) {
      throw FormatError(file, fmt::format("{}: {}", metadata_key, short_name(key)), "a text",
                        value.type_name());
    }
    metadata[key] = value.get<std::string>();
  }
  return metadata;
}

Json parse_once_named(const std::string& text, const std::filesystem::path& file) {
  std::set<std::string> names;
  const auto refuse_twice = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (depth == 1 && event == Json::parse_event_t::key &&
        !names.insert(parsed.get_ref<const std::string&>()).second) {
      throw FormatError(file, "header", "every name once",
                        short_name(parsed.get_ref<const std::string&>()) + " twice");
    }
    return true;
  };
  try {
    return Json::parse(text, refuse_twice);
  } catch (const Json::exception&) {
    throw FormatError(file, "header", "JSON", "other bytes");
  }
}

}  // namespace

Safetensors::Safetensors(std::filesystem::path file) : WeightFile(std::move(file)) {
  if (const std::string kind = kind_unless_file(file_); !kind.empty())
    throw FormatError(file_, "file", "a regular file", kind);
  std::ifstream stream(file_, std::ios::binary | std::ios::ate);
  if (!stream) throw Error(fmt::format("{}: cannot be read", file_.string()));
  const auto bytes = static_cast<std::uint64_t>(stream.tellg());
  std::array<std::uint8_t, 8> raw = {};
  stream.seekg(0);
  if (bytes < raw.size() || !stream.read(reinterpret_cast<char*>(raw.data()), raw.size())) {
    throw FormatError(file_, "header", "at least 8 bytes", fmt::format("{}", bytes));
  }
  const auto length = ByteCursor(raw, file_, "header").u64();
  const std::uint64_t most = std::min(bytes - raw.size(), most_header_bytes);
  if (length > most) {
    throw FormatError(file_, "header", fmt::format("a header of at most {} bytes", most),
                      fmt::format("one of {}", length));
  }
  std::string text(static_cast<std::size_t>(length), '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(length))) {
    throw FormatError(file_, "header", fmt::format("{} bytes", length), "fewer");
  }
  read_header(text, raw.size() + length, bytes);
}

void Safetensors::read_header(const std::string& text, std::uint64_t data_begin, std::uint64_t file_end) {
  const Json header = parse_once_named(text, file_);
  if (!header.is_object()) throw FormatError(file_, "header", "a JSON object", "something else");
  for (const auto& [name, tensor] : header.items()) {
    if (name == metadata_key) {
      metadata_ = metadata_of(tensor, file_);
      continue;
    }
    const std::string field = short_name(name);
    if (!tensor.is_object() || !tensor.contains("dtype") || !tensor["dtype"].is_string()) {
      throw FormatError(file_, field, "dtype, shape and data_offsets", "others");
    }
    WeightInfo info{tensor["dtype"].get<std::string>(), numbers_of(tensor, "shape", file_, field)};
    const auto offsets = numbers_of(tensor, "data_offsets", file_, field);
    const std::uint64_t data_bytes = file_end - data_begin;
    if (offsets.size() != 2 || offsets[0] > offsets[1] || offsets[1] > data_bytes) {
      throw FormatError(file_, field, fmt::format("data_offsets within {} bytes", data_bytes),
                        fmt::format("({})", fmt::join(offsets, ", ")));
    }
    auto needed = static_cast<std::uint64_t>(bytes_of_weight_type(info.type));
    if (needed == 0) throw FormatError(file_, field, "a dtype of numbers", short_name(info.type));
    for (const std::uint64_t side : info.shape) needed = saturating_product(needed, side);
    if (needed != offsets[1] - offsets[0]) {
      throw FormatError(
          file_, field,
          fmt::format("{} bytes for {} of shape ({})", needed, info.type, fmt::join(info.shape, ", ")),
          fmt::format("{}", offsets[1] - offsets[0]));
    }
    require_countable(info.shape, file_, field);
    places_[name] = {data_begin + offsets[0], data_begin + offsets[1]};
    entries_[name] = std::move(info);
  }
  require_tiled(data_begin, file_end);
}

void Safetensors::require_tiled(std::uint64_t data_begin, std::uint64_t file_end) const {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> pieces;
  for (const auto& [name, place] : places_) pieces.emplace_back(place.begin, place.end);
  std::ranges::sort(pieces);
  std::uint64_t at = data_begin;
  for (const auto& [begin, end] : pieces) {
    if (begin != at) throw FormatError(file_, "header", "tensors without gap or overlap", "others");
    at = end;
  }
  if (at != file_end) {
    throw FormatError(file_, "header", fmt::format("tensors of {} bytes", file_end - data_begin),
                      fmt::format("{}", at - data_begin));
  }
}

void Safetensors::read(const std::string& name, std::span<std::uint8_t> bytes) const {
  info(name);
  const Place& place = places_.at(name);
  const auto needed = static_cast<std::size_t>(place.end - place.begin);
  if (bytes.size() != needed)
    throw FormatError(file_, name, fmt::format("{} bytes", bytes.size()), fmt::format("{}", needed));
  std::ifstream stream(file_, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(place.begin));
  if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
    throw FormatError(file_, name, fmt::format("{} bytes", bytes.size()), "fewer");
  }
}

std::vector<float> Safetensors::values(const std::string& name) const {
  const WeightInfo& found = info(name);
  const Place& place = places_.at(name);
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(place.end - place.begin));
  read(name, bytes);
  return weight_floats(found.type, bytes, file_, name);
}

}  // namespace solopose
