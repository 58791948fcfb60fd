#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/skeleton/joint_mask.h"

namespace solopose {

struct Wording;

/// A number, shown with so many digits behind the point.
struct Figure {
  double value = 0;
  int decimals = 0;

  bool operator==(const Figure&) const = default;
};

/// So many of something.
struct Counted {
  std::int64_t number = 0;
  const Wording* of = nullptr;  ///< "%1 frame"

  bool operator==(const Counted&) const = default;
};

/// What is filled in: words, joints, numbers, or a name or text that is the same in every language.
using ReasonValue = std::variant<const Wording*, JointMask, Figure, Counted, std::string>;

/// Why something is doubted, in no language yet.
struct Reason {
  const Wording* wording = nullptr;  ///< of wording.h; none: nothing is said
  std::vector<ReasonValue> values;   ///< of %1, %2, …

  bool operator==(const Reason&) const = default;
};

/// How a language puts it; in UTF-8.
struct ReasonLanguage {
  std::string (*words)(const char* english);
  std::string (*number)(double value, int decimals);
};

/// A sentence without a full stop: "the left knee is bent by 170 degrees, 165 are possible".
std::string told(const Reason& reason, const ReasonLanguage& language);
std::string in_english(const Reason& reason);  ///< for reports and the command line

}  // namespace solopose
