#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/options/named_values.h"
#include "core/options/option_field.h"

namespace solopose {

/// A set of options to start from, by name.
template <typename Options>
struct Preset {
  std::string_view name;
  Options (*make)();
};

template <typename Options>
std::optional<Options> preset_named(std::span<const Preset<Options>> presets, std::string_view name) {
  for (const Preset<Options>& preset : presets) {
    if (preset.name == name) return preset.make();
  }
  return std::nullopt;
}

template <typename Options>
std::vector<std::string_view> names_of(std::span<const Preset<Options>> presets) {
  std::vector<std::string_view> names;
  for (const Preset<Options>& preset : presets) names.push_back(preset.name);
  return names;
}

struct NumberFacts {
  double low = 0;
  double high = std::numeric_limits<double>::max();
  const char* unit = "";
  int decimals = 2;  ///< that people usually set it to; any number of them is kept
};

struct ListFacts {
  int low = 0;
  int high = 0;
  std::size_t least = 0;
  std::size_t most = 0;
};

/// Goes over an options struct's fields, in the order of its JSON. Beside each struct stands its one
/// description, `void describe(OptionVisitor&, TheOptions&)`, which names every field once with all that is
/// known of it. Whatever else is to be done with options is a visitor.
class OptionVisitor {
 public:
  virtual ~OptionVisitor() = default;

  void flag(const char* key, bool& value) { field(key, FlagField{&value}); }
  template <typename Integer>
  void whole(const char* key, Integer& value, Whole low, Whole high, const char* unit = "") {
    field(key, WholeField{&value, low, high, unit});
  }
  void number(const char* key, double& value, const NumberFacts& facts) {
    field(key, NumberField{&value, facts.low, facts.high, facts.unit, facts.decimals});
  }
  void text(const char* key, std::string& value) { field(key, TextField{&value}); }
  void path(const char* key, std::filesystem::path& value) { field(key, PathField{&value}); }
  void texts(const char* key, std::vector<std::string>& value) { field(key, TextsField{&value}); }
  void wholes(const char* key, std::vector<int>& value, const ListFacts& facts) {
    field(key, WholesField{&value, facts.low, facts.high, facts.least, facts.most});
  }
  void floats(const char* key, std::vector<float>& value, double low, double high, std::size_t count) {
    field(key, FloatsField{&value, low, high, count});
  }
  /// One of an enum's values.
  template <Named Enum>
  void choice(const char* key, Enum& value);
  /// One of a few texts.
  void choice(const char* key, std::string& value, std::vector<std::string_view> names);
  /// A value that may be absent; `visit(value)` describes it.
  template <typename Value, typename Visit>
  void optional(const char* key, std::optional<Value>& value, const Visit& visit) {
    if (!value) {
      if (!absent(key)) return;
      value.emplace();
    }
    visit(*value);
  }
  /// Options within options, described by their own describe().
  template <typename Options>
  void section(const char* key, Options& options) {
    if (!enter(key)) return;
    sections_.emplace_back(key);
    describe(*this, options);
    sections_.pop_back();
    leave(key);
  }
  /// The presets that these options can start from. First in a description.
  template <typename Options>
  void presets(Options& options, std::span<const Preset<Options>> presets) {
    if (const auto taken = preset_taken(names_of(presets))) options = presets[*taken].make();
  }

 protected:
  virtual void field(const char* key, const OptionField& field) = 0;
  /// An optional value that is not there. True: it shall be made, and visited.
  virtual bool absent(const char* /*key*/) { return false; }
  /// False: the section is passed over.
  virtual bool enter(const char* /*key*/) { return true; }
  virtual void leave(const char* /*key*/) {}
  /// Which preset to start from.
  virtual std::optional<std::size_t> preset_taken(const std::vector<std::string_view>& /*names*/) {
    return std::nullopt;
  }

  /// "network.head.voxels", of a field or a section of what is visited.
  std::string path_of(std::string_view key) const;

 private:
  std::vector<std::string> sections_;
};

template <Named Enum>
void OptionVisitor::choice(const char* key, Enum& value) {
  ChoiceField choice;
  for (const auto& named : named_values(Enum())) choice.names.push_back(named.name);
  choice.chosen = [&value]() -> std::optional<std::size_t> {
    const auto all = named_values(Enum());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].value == value) return i;
    }
    return std::nullopt;
  };
  choice.choose = [&value](std::size_t chosen) { value = named_values(Enum())[chosen].value; };
  choice.found = name_of(value);
  field(key, choice);
}

/// Any options struct, for who goes over its fields without knowing the struct.
using Described = std::function<void(OptionVisitor&)>;

/// The struct itself: it must live as long as this is used.
template <typename Options>
Described described(Options& options) {
  return [&options](OptionVisitor& visitor) { describe(visitor, options); };
}

/// Calls `use(path, field)` for every field that is there.
void for_each_option(const Described& options,
                     const std::function<void(const std::string& path, const OptionField& field)>& use);

/// One field by its path. `make`: an optional one that is absent is made. Nothing: there is none.
std::optional<OptionField> option_at(const Described& options, std::string_view path, bool make = false);

}  // namespace solopose
