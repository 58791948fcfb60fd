#include "core/evaluation/note.h"

#include <fmt/format.h>

#include "core/base/filled.h"

namespace solopose {

std::string text_of(const Note& note) {
  const std::string text = filled(note.words, note.values);
  return note.about.empty() ? text : fmt::format("{}: {}", note.about, text);
}

std::vector<std::string> texts_of(const std::vector<Note>& notes) {
  std::vector<std::string> texts;
  for (const Note& note : notes) texts.push_back(text_of(note));
  return texts;
}

Note about(std::string name, Note note) {
  note.about = std::move(name);
  return note;
}

}  // namespace solopose
