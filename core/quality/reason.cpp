#include "core/quality/reason.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/filled.h"
#include "core/quality/wording.h"

namespace solopose {
namespace {

/// More of them are counted instead of named.
constexpr std::size_t most_named = 3;
/// Where no more than these are missing all are meant.
constexpr std::size_t left_of_the_body = 3;

bool is_the_body(const JointMask& joints) {
  return joints.none() || joints.count() + left_of_the_body >= joint_count;
}

bool are_several(const ReasonValue& value) {
  const auto* joints = std::get_if<JointMask>(&value);
  return joints != nullptr && joints->count() > 1 && !is_the_body(*joints);
}

class Teller {
 public:
  explicit Teller(const ReasonLanguage& language) : language_(language) {}

  std::string operator()(const Wording* part) const { return language_.words(part->text); }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const Figure& figure) const {
    return language_.number(figure.value, figure.decimals);
  }
  std::string operator()(const Counted& counted) const {
    return say(*counted.of, counted.number != 1, {{number(counted.number)}});
  }
  std::string operator()(const JointMask& joints) const {
    if (is_the_body(joints)) return say(wording::whole_body);
    if (joints.count() > most_named)
      return say(wording::several_joints, false, {{number(static_cast<std::int64_t>(joints.count()))}});
    std::string text;
    for (std::size_t j = 0; j < joints.size(); ++j) {
      if (!joints[j]) continue;
      const std::string one = say(wording::joints[j]);
      text = text.empty() ? one : say(wording::both, false, {{text, one}});
    }
    return text;
  }

  std::string say(const Wording& wording, bool of_several = false,
                  const std::vector<std::string>& values = {}) const {
    return filled(language_.words(of_several ? wording.of_several : wording.text), values);
  }

 private:
  std::string number(std::int64_t count) const { return language_.number(static_cast<double>(count), 0); }

  const ReasonLanguage& language_;
};

std::string english_number(double value, int decimals) {
  if (decimals > 0 || !(std::abs(value) < 1e15)) return fmt::format("{:.{}f}", value, decimals);
  return grouped(std::llround(value));
}

}  // namespace

std::string told(const Reason& reason, const ReasonLanguage& language) {
  if (reason.wording == nullptr) return {};
  const Teller teller(language);
  std::vector<std::string> values;
  for (const ReasonValue& value : reason.values) values.push_back(std::visit(teller, value));
  return teller.say(*reason.wording, !reason.values.empty() && are_several(reason.values.front()), values);
}

std::string in_english(const Reason& reason) {
  return told(reason, {[](const char* english) { return std::string(english); }, english_number});
}

}  // namespace solopose
