#pragma once

#include <string>
#include <vector>

#include <QString>

namespace solopose {

/// A verdict's note and tags as they are written in one line: words that begin with # are tags.
struct NoteText {
  std::string note;
  std::vector<std::string> tags;  ///< sorted, no two alike, without the #

  bool operator==(const NoteText&) const = default;
};

NoteText parse_note(const QString& line);
QString note_line(const NoteText& text);

}  // namespace solopose
