#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "core/base/error.h"
#include "core/files/text_scanner.h"
#include "core/formats/stored_value.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using YAML::anchor_t;
using YAML::EmitterStyle;
using YAML::Mark;

FormatError refusal(const fs::path& file, const Mark& at, std::string_view expected, std::string_view found) {
  return FormatError(file, fmt::format("line {}", at.line + 1), expected, found);
}

/// Puts together what the parser meets, value by value, so that nothing larger than the text comes to be.
class ValueBuilder : public YAML::EventHandler {
 public:
  explicit ValueBuilder(const fs::path& file) : file_(file) {}

  StoredValue document;
  bool is_map = false;

  void OnDocumentStart(const Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const Mark&, anchor_t) override { take_text({}); }
  void OnScalar(const Mark&, const std::string&, anchor_t, const std::string& text) override {
    take_text(text);
  }
  void OnAlias(const Mark& at, anchor_t) override {
    throw refusal(file_, at, "values written out", "an alias (*)");
  }
  void OnSequenceStart(const Mark& at, const std::string&, anchor_t, EmitterStyle::value) override {
    open(at, false);
  }
  void OnMapStart(const Mark& at, const std::string&, anchor_t, EmitterStyle::value) override {
    open(at, true);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    StoredValue value;
    bool is_map;
    std::optional<std::string> name;  ///< that the next value of a map bears
  };

  bool is_name_next() const { return !open_.empty() && open_.back().is_map && !open_.back().name; }

  void take_text(const std::string& text) {
    if (is_name_next()) {
      open_.back().name = text;
    } else {
      take({text, {}});
    }
  }

  void take(StoredValue value) {
    if (open_.empty()) {
      document = std::move(value);
      return;
    }
    Open& around = open_.back();
    around.value.inside.push_back({around.name.value_or(""), std::move(value)});
    around.name.reset();
  }

  void open(const Mark& at, bool map) {
    if (is_name_next()) throw refusal(file_, at, "a word before the colon", "a list or a map");
    if (open_.size() == most_stored_levels)
      throw refusal(file_, at, fmt::format("at most {} levels", most_stored_levels), "more");
    if (open_.empty()) is_map = map;
    open_.push_back({{}, map, {}});
  }

  void close() {
    StoredValue closed = std::move(open_.back().value);
    open_.pop_back();
    take(std::move(closed));
  }

  const fs::path& file_;
  std::vector<Open> open_;
};

}  // namespace

StoredValue stored_in_yaml(const fs::path& file, const std::string& text) {
  ValueBuilder builder(file);
  try {
    std::istringstream stream(text);
    YAML::Parser(stream).HandleNextDocument(builder);
  } catch (const YAML::Exception& error) {
    throw refusal(file, error.mark, "YAML", printable(error.msg));
  }
  if (!builder.is_map) throw FormatError(file, "text", "names with their values", "none");
  return std::move(builder.document);
}

}  // namespace solopose
