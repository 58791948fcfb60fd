#include "core/options/field_json.h"
#include "core/options/options_json.h"

namespace solopose {
namespace {

class JsonWriter : public OptionVisitor {
 public:
  std::string text(int indent) const {
    return open_.front().dump(indent, ' ', false, OptionJson::error_handler_t::replace);
  }

 protected:
  void field(const char* key, const OptionField& field) override { open_.back()[key] = field_as_json(field); }
  bool absent(const char* key) override {
    open_.back()[key] = nullptr;
    return false;
  }
  bool enter(const char* /*key*/) override {
    open_.push_back(OptionJson::object());
    return true;
  }
  void leave(const char* key) override {
    OptionJson section = std::move(open_.back());
    open_.pop_back();
    open_.back()[key] = std::move(section);
  }

 private:
  std::vector<OptionJson> open_{OptionJson::object()};  ///< the document, and the sections under way
};

}  // namespace

OptionJson field_as_json(const OptionField& field) {
  return std::visit(ForEachKind{[](const WholeField& whole) {
                                  return std::visit([](const auto* value) { return OptionJson(*value); },
                                                    whole.value);
                                },
                                [](const PathField& path) { return OptionJson(path.value->string()); },
                                [](const ChoiceField& choice) { return OptionJson(choice.found); },
                                [](const auto& other) { return OptionJson(*other.value); }},
                    field);
}

std::string json_of_described(const Described& options, int indent) {
  JsonWriter writer;
  options(writer);
  return writer.text(indent);
}

}  // namespace solopose
