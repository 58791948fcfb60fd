#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace solopose {

/// A value of a YAML or XML file as people and OpenCV write them: a text (numbers, too, are texts still), a
/// list, or a map.
struct StoredValue {
  struct Named;

  std::string text;           ///< of a list or map: empty
  std::vector<Named> inside;  ///< in the file's order; a list's have no names

  /// The first of that name, or nullptr.
  const StoredValue* find(const std::string& name) const;
};

struct StoredValue::Named {
  std::string name;
  StoredValue value;
};

/// Levels of lists and maps; real files have three.
constexpr std::size_t most_stored_levels = 32;

/// The first document of a YAML text, with or without OpenCV's first line. Tags are passed over.
/// @throws FormatError when it is no YAML or no map, nests deeper, or has aliases, with which a short text
/// spells an endless one.
StoredValue stored_in_yaml(const std::filesystem::path& file, const std::string& text);

/// What an element <opencv_storage> holds. Attributes are passed over.
/// @throws FormatError when there is none, or it nests deeper.
StoredValue stored_in_xml(const std::filesystem::path& file, const std::string& text);

}  // namespace solopose
