#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "core/demo/take.h"

namespace solopose::demo {

/// What is wrong in the demo's recordings, as real sets have it, and which detectors (core/quality) find it.
struct Fault {
  std::string_view dataset;
  std::string_view subject;  ///< empty: everybody
  std::string_view take;     ///< empty: all of them
  std::size_t first = 0;
  std::size_t count = 0;                      ///< frames; those beyond the take's end are none
  std::string_view what;                      ///< for people
  std::array<std::string_view, 2> detectors;  ///< by name; the second may be empty
  void (*plant)(Take& take, std::size_t first, std::size_t count);

  bool concerns(std::string_view of_dataset, std::string_view of_subject, std::string_view of_take) const {
    return dataset == of_dataset && (subject.empty() || subject == of_subject) &&
           (take.empty() || take == of_take);
  }
};

inline constexpr std::size_t whole_take = 100000;  ///< as Fault::count: more than any take has

/// The table of all of them: each detector has one.
std::span<const Fault> faults();

/// Plant those of a dataset.
void plant_faults(std::string_view dataset, std::vector<Take>& takes);

}  // namespace solopose::demo
