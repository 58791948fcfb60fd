#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/options/option_visitor.h"
#include "core/skeleton/canonical.h"

namespace solopose {

inline constexpr std::size_t reliability_bins = 20;

/// What a model's confidence has meant on data that it was not trained on: how far its answers were off, mm,
/// poses relative to the pelvis. Bins by ascending confidence, equally many answers in each but where many
/// are equally sure; errors never rise from one to the next.
struct Reliability {
  std::vector<float> confidences;       ///< the mean of each bin
  std::vector<float> median_mm;         ///< half of its answers were nearer
  std::vector<float> percentile_90_mm;  ///< nine of ten
  std::vector<int> counts;              ///< of answers
  /// (15) How much farther a joint is off than all of them at the same confidence; the pelvis, to which
  /// errors are relative, 0.
  std::vector<float> joint_scale;

  /// What half of such answers are nearer than: on straight lines between bins, flat beyond them. NaN for a
  /// confidence that is none.
  double expected_mm(double confidence, Joint joint) const;
  /// What nine of ten are nearer than.
  double nearly_all_within_mm(double confidence, Joint joint) const;

  /// @throws Error naming the key: not as many numbers as bins and joints, not finite, not ascending.
  void require_valid() const;

  bool operator==(const Reliability&) const = default;
};
void describe(OptionVisitor& visitor, Reliability& reliability);

/// Of answers' confidences, (n, 15): what is to be expected of each, as many. @throws Error when they are no
/// whole rows.
std::vector<float> expected_errors_mm(const Reliability& reliability, std::span<const float> confidences);

/// From answers and their errors, (n, 15) each, NaN = unknown. Nothing below 20 known answers a bin.
/// @throws Error when the two differ in size or are no whole rows.
std::optional<Reliability> reliability_of(std::span<const float> confidences,
                                          std::span<const float> errors_mm);

}  // namespace solopose
