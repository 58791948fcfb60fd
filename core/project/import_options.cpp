#include "core/project/import_options.h"

#include <nlohmann/json.hpp>

namespace solopose {

using nlohmann::json;

std::string read_options_to_json(const ReadOptions& options, PathKeeper& paths) {
  json document = json::object();
  if (options.frames_per_second) document["frames_per_second"] = *options.frames_per_second;
  if (options.millimetres_per_unit) document["millimetres_per_unit"] = *options.millimetres_per_unit;
  if (options.up) document["up"] = *options.up;
  if (!options.mapping.empty()) document["mapping"] = paths.stored(options.mapping);
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

ReadOptions read_options_from_json(std::string_view text, const std::filesystem::path& project_folder) {
  const json document = json::parse(text);
  ReadOptions options;
  if (document.contains("frames_per_second"))
    options.frames_per_second = document["frames_per_second"].get<double>();
  if (document.contains("millimetres_per_unit")) {
    options.millimetres_per_unit = document["millimetres_per_unit"].get<double>();
  }
  if (document.contains("up")) options.up = document["up"].get<std::string>();
  if (document.contains("mapping")) options.mapping = project_folder / document["mapping"].get<std::string>();
  return options;
}

}  // namespace solopose
