#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/options/option_visitor.h"

namespace solopose {

class Project;

struct QualityOptions {
  /// By detector's name, in its unit; others have their default. Infinity switches a detector off.
  std::map<std::string, float, std::less<>> thresholds = {};

  bool operator==(const QualityOptions&) const = default;
  /// As the project's setting keeps it.
  std::string to_json() const;
  /// @throws Error naming a detector that does not exist or a threshold that is no number.
  static QualityOptions from_json(std::string_view json);
};
/// One number a detector, absent where it has its default.
void describe(OptionVisitor& visitor, QualityOptions& options);

/// Name for Project::setting.
inline constexpr const char* quality_options_setting = "quality_options";
/// What the project keeps; the defaults where it keeps nothing, or what another version wrote and this one
/// does not know.
QualityOptions quality_options_of(const Project& project);

}  // namespace solopose
