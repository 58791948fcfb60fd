#include "core/project/import_options.h"

#include "core/options/options_json.h"

namespace solopose {

std::string read_options_to_json(const ReadOptions& options, PathKeeper& paths) {
  ReadOptions stored = options;
  if (!stored.mapping.empty()) stored.mapping = paths.stored(options.mapping);
  if (!stored.calibration.empty()) stored.calibration = paths.stored(options.calibration);
  return options_as_json(stored);
}

ReadOptions read_options_from_json(std::string_view text, const std::filesystem::path& project_folder) {
  ReadOptions options;
  read_options("an import's options", text, options);
  if (!options.mapping.empty()) options.mapping = project_folder / options.mapping;
  if (!options.calibration.empty()) options.calibration = project_folder / options.calibration;
  return options;
}

}  // namespace solopose
