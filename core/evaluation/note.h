#pragma once

#include <string>
#include <vector>

namespace solopose {

/// What figures need to be read, in no language yet: languages other than English find their own words by
/// `words`, and by those of `values` that they know.
struct Note {
  std::string words;                ///< without a full stop
  std::vector<std::string> values;  ///< of %1, %2, …
  std::string about;                ///< the method or test set it is said of; empty: all

  bool operator==(const Note&) const = default;
};

/// "ABOUT: words", in English: for files, reports and the command line.
std::string text_of(const Note& note);
std::vector<std::string> texts_of(const std::vector<Note>& notes);
Note about(std::string name, Note note);

}  // namespace solopose
