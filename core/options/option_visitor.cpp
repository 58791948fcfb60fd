#include "core/options/option_visitor.h"

#include <algorithm>

namespace solopose {
namespace {

class ForEachOption : public OptionVisitor {
 public:
  explicit ForEachOption(const std::function<void(const std::string&, const OptionField&)>& use)
      : use_(use) {}

 protected:
  void field(const char* key, const OptionField& field) override { use_(path_of(key), field); }

 private:
  const std::function<void(const std::string&, const OptionField&)>& use_;
};

class OptionFinder : public OptionVisitor {
 public:
  OptionFinder(std::string_view path, bool make) : wanted_(path), make_(make) {}

  std::optional<OptionField> found;

 protected:
  void field(const char* key, const OptionField& field) override {
    if (path_of(key) == wanted_) found = field;
  }
  bool absent(const char* key) override { return make_ && path_of(key) == wanted_; }

 private:
  std::string_view wanted_;
  bool make_;
};

}  // namespace

void OptionVisitor::choice(const char* key, std::string& value, std::vector<std::string_view> names) {
  ChoiceField choice;
  choice.names = names;
  choice.chosen = [&value, names]() -> std::optional<std::size_t> {
    const auto found = std::ranges::find(names, value);
    return found == names.end() ? std::nullopt : std::optional<std::size_t>(found - names.begin());
  };
  choice.choose = [&value, names](std::size_t chosen) { value = names[chosen]; };
  choice.found = value;
  field(key, choice);
}

std::string OptionVisitor::path_of(std::string_view key) const {
  std::string path;
  for (const std::string& section : sections_) path += section + '.';
  return path + std::string(key);
}

void for_each_option(const Described& options,
                     const std::function<void(const std::string& path, const OptionField& field)>& use) {
  ForEachOption visitor(use);
  options(visitor);
}

std::optional<OptionField> option_at(const Described& options, std::string_view path, bool make) {
  OptionFinder finder(path, make);
  options(finder);
  return finder.found;
}

}  // namespace solopose
