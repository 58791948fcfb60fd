#include "core/files/pickle.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/pickle_machine.h"

namespace solopose {

const std::string_view* PickleValue::text() const {
  const auto* text = std::get_if<PickleText>(&content);
  return text == nullptr ? nullptr : &text->text;
}

const PickleValue* PickleValue::find(std::string_view key) const {
  const PickleDict* entries = dict();
  if (entries == nullptr) return nullptr;
  for (const auto& [name, value] : *entries) {
    const std::string_view* text = name->text();
    if (text != nullptr && *text == key) return value;
  }
  return nullptr;
}

std::string PickleValue::kind() const {
  static constexpr std::string_view kinds[] = {"None",    "a bool",   "an integer",      "a float",
                                               "a text",  "bytes",    "a list or tuple", "a dict",
                                               "a dtype", "an array", "a function"};
  if (const PickleArray* a = array())
    return fmt::format("an array of shape ({})", fmt::join(a->header.shape, ", "));
  return std::string(kinds[content.index()]);
}

Pickle::Pickle(Bytes bytes, const std::filesystem::path& file, std::string_view field,
               const JobContext& context) {
  root_ = PickleMachine(*this, bytes, file, field).run(context);
}

}  // namespace solopose
