#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace solopose {

/// The document of a calibration in JSON. @throws FormatError when it is none; Error.
nlohmann::json calibration_json(const std::filesystem::path& file);

/// What such a file begins with, white space aside: '[' or '{'. 0 when it cannot be read.
char first_character_of(const std::filesystem::path& file) noexcept;

/// One camera's object.
class JsonCamera {
 public:
  /// @throws FormatError when it has no name. The references are kept.
  JsonCamera(const std::filesystem::path& file, const nlohmann::json& entry, const char* name_key);

  /// Of a flat or nested list; empty when there is none. @throws FormatError for anything but numbers.
  std::vector<double> numbers(const char* key) const;

  std::string name;

 private:
  const std::filesystem::path& file_;
  const nlohmann::json& entry_;
};

}  // namespace solopose
