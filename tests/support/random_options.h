#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "core/options/option_visitor.h"

namespace solopose::testing {

/// Every field at a random legal value, as its description has it: small and huge whole numbers, numbers with
/// all their digits, any choice. Rules between fields are not its business.
class RandomOptions {
 public:
  explicit RandomOptions(std::uint64_t seed) : random_(seed) {}

  template <typename Options>
  Options drawn() {
    Options options;
    for_each_option(described(options),
                    [&](const std::string& /*path*/, const OptionField& field) { std::visit(*this, field); });
    return options;
  }

  void operator()(const FlagField& flag) { *flag.value = below(2) == 1; }
  void operator()(const WholeField& whole) {
    const auto low = *whole.low.as<std::uint64_t>();
    const auto high = *whole.high.as<std::uint64_t>();
    // Of all sizes: most numbers of a wide range are huge.
    const std::uint64_t most = below(2) == 0 ? high : std::min(high, low + (std::uint64_t{1} << below(40)));
    whole.set(std::uniform_int_distribution<std::uint64_t>(low, most)(random_));
  }
  void operator()(const NumberField& number) {
    const double share = std::uniform_real_distribution<double>(0, 1)(random_);
    const double shrunk = std::pow(10, -static_cast<double>(below(7)));
    *number.value =
        std::clamp(number.low + share * shrunk * (number.high - number.low), number.low, number.high);
  }
  void operator()(const TextField& text) { *text.value = any_text(); }
  void operator()(const PathField& path) { *path.value = any_text(); }
  void operator()(const TextsField& list) {
    list.value->resize(below(3));
    for (std::string& text : *list.value) text = any_text();
  }
  void operator()(const WholesField& list) {
    list.value->resize(list.least + below(list.most - list.least + 1));
    for (int& whole : *list.value) whole = std::uniform_int_distribution<int>(list.low, list.high)(random_);
  }
  void operator()(const FloatsField& list) {
    list.value->assign(below(2) * list.count, 0);
    for (float& number : *list.value)
      number = below(9) == 0
                   ? std::numeric_limits<float>::quiet_NaN()
                   : static_cast<float>(std::uniform_real_distribution<double>(list.low, list.high)(random_));
  }
  void operator()(const ChoiceField& choice) { choice.choose(below(choice.names.size())); }

  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }

 private:
  std::string any_text() { return "é \"" + std::to_string(below(1000)); }

  std::mt19937_64 random_;
};

}  // namespace solopose::testing
