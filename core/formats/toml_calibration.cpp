#include "core/formats/toml_calibration.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "core/base/error.h"
#include "core/files/text_scanner.h"
#include "core/formats/calibration_text.h"
#include "core/formats/camera_builder.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// One camera's table.
class CameraTable {
 public:
  CameraTable(const fs::path& file, const std::string& section, const toml::table& table)
      : name(table["name"].value_or(section)), table_(table), builder_(file, name) {}

  bool flag(const char* key) const { return table_[key].value_or(false); }
  bool has(const char* key) const { return table_.contains(key); }

  Camera camera(double millimetres_per_unit) {
    builder_.size("size", numbers("size"));
    builder_.intrinsics("matrix", numbers("matrix"));
    const LensModel lens = flag("fisheye") ? LensModel::equidistant : LensModel::brown_conrady;
    builder_.lens("distortions", lens, numbers("distortions"));
    builder_.rotation("rotation", numbers("rotation"));
    builder_.translation("translation", numbers("translation"), millimetres_per_unit);
    return builder_.camera();
  }

  const std::string name;

 private:
  /// A flat or nested list of numbers.
  std::vector<double> numbers(const char* key) const {
    std::vector<double> found;
    if (const toml::array* list = table_[key].as_array()) collect(*list, key, found, 0);
    return found;
  }

  void collect(const toml::array& list, const char* key, std::vector<double>& found, int depth) const {
    constexpr std::size_t most = 64;
    for (const toml::node& node : list) {
      if (const toml::array* inner = node.as_array(); inner != nullptr && depth == 0) {
        collect(*inner, key, found, depth + 1);
        continue;
      }
      const std::optional<double> value = node.value<double>();
      if (!value || !std::isfinite(*value)) builder_.refuse(key, "finite numbers", "something else");
      found.push_back(*value);
      if (found.size() > most) builder_.refuse(key, fmt::format("at most {} numbers", most), "more");
    }
  }

  const toml::table& table_;
  CameraBuilder builder_;
};

toml::table parsed(const fs::path& file) {
  try {
    return toml::parse(text_of_calibration(file));
  } catch (const toml::parse_error& error) {
    throw FormatError(file, fmt::format("line {}", error.source().begin.line), "TOML",
                      printable(error.description()));
  }
}

bool recognises_toml(const fs::path& file) { return file.extension() == ".toml"; }

}  // namespace

std::vector<Camera> read_toml_calibration(const fs::path& file, double millimetres_per_unit,
                                          const RemarkSink& remark) {
  const toml::table document = parsed(file);
  const toml::table* caliscope = document["cameras"].as_table();
  std::vector<Camera> cameras;
  for (const auto& [key, node] : caliscope == nullptr ? document : *caliscope) {
    const toml::table* table = node.as_table();
    if (table == nullptr || !table->contains("matrix")) continue;  // [metadata] and the like
    const std::string section(key.str());
    CameraTable values(file, caliscope == nullptr ? section : fmt::format("cam_{}", section), *table);
    if (values.flag("ignore")) {
      remark(fmt::format("{}: camera {} is to be ignored: left out", file.string(), printable(values.name)));
    } else if (caliscope != nullptr && !values.has("rotation")) {
      remark(fmt::format("{}: camera {} has no place yet: left out", file.string(), printable(values.name)));
    } else {
      cameras.push_back(values.camera(millimetres_per_unit));
    }
  }
  if (cameras.empty()) throw FormatError(file, "cameras", "at least one table with a matrix", "none");
  std::ranges::sort(cameras, {}, &Camera::name);
  return cameras;
}

CalibrationReader toml_calibration_reader() {
  return {"toml", "Pose2Sim, Anipose or Caliscope", 0, recognises_toml, read_toml_calibration};
}

}  // namespace solopose
