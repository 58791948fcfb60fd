#pragma once

#include <string>
#include <vector>

#include "core/options/option_visitor.h"

namespace solopose {

/// One option: its path and its value as JSON has it, texts without quotes.
struct OptionText {
  std::string path;
  std::string value;
};

/// Every option that is there, in the order of the description.
std::vector<OptionText> texts_of_described(const Described& options);

template <typename Options>
std::vector<OptionText> option_texts(const Options& options) {
  Options copy = options;
  return texts_of_described(described(copy));
}

/// One option that two sets hold differently; an absent value is empty.
struct OptionDifference {
  std::string path;
  std::string left;
  std::string right;
};

std::vector<OptionDifference> differences(const std::vector<OptionText>& left,
                                          const std::vector<OptionText>& right);

}  // namespace solopose
