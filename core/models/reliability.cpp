#include "core/models/reliability.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/metrics/isotonic_regression.h"

namespace solopose {
namespace {

constexpr std::size_t least_answers = 20;  ///< of a bin, or of a joint that gets a scale of its own
constexpr auto pelvis = static_cast<std::size_t>(index_of(Joint::pelvis));

struct Answer {
  float confidence;
  float error_mm;
  std::size_t joint;
};

/// By ascending confidence.
std::vector<Answer> known_answers(std::span<const float> confidences, std::span<const float> errors_mm) {
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < confidences.size(); ++i) {
    if (i % joint_count == pelvis || !std::isfinite(confidences[i]) || !std::isfinite(errors_mm[i])) continue;
    answers.push_back({std::clamp(confidences[i], 0.0F, 1.0F), errors_mm[i], i % joint_count});
  }
  std::ranges::stable_sort(answers, {}, &Answer::confidence);
  return answers;
}

/// The value that `share` of them are below.
double quantile(std::vector<double> values, double share) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size()));
  std::ranges::nth_element(values, place);
  return *place;
}

/// A bin takes in all that are as sure as those at its ends.
std::span<const Answer> bin_of(std::span<const Answer> answers, std::size_t bin) {
  const auto first = answers[bin * answers.size() / reliability_bins].confidence;
  const auto last = answers[(bin + 1) * answers.size() / reliability_bins - 1].confidence;
  return {std::ranges::lower_bound(answers, first, {}, &Answer::confidence),
          std::ranges::upper_bound(answers, last, {}, &Answer::confidence)};
}

Reliability fitted(std::span<const Answer> answers, std::vector<float> joint_scale) {
  Reliability reliability;
  std::vector<double> medians;
  std::vector<double> nineties;
  std::vector<double> weights;
  for (std::size_t bin = 0; bin < reliability_bins; ++bin) {
    double sum = 0;
    std::vector<double> errors;
    for (const Answer& answer : bin_of(answers, bin)) {
      sum += double{answer.confidence};
      errors.push_back(double{answer.error_mm} / double{joint_scale[answer.joint]});
    }
    weights.push_back(static_cast<double>(errors.size()));
    reliability.confidences.push_back(static_cast<float>(sum / weights.back()));
    reliability.counts.push_back(static_cast<int>(errors.size()));
    medians.push_back(quantile(errors, 0.5));
    nineties.push_back(quantile(std::move(errors), 0.9));
  }
  std::ranges::copy(never_rising_fit(medians, weights), std::back_inserter(reliability.median_mm));
  std::ranges::copy(never_rising_fit(nineties, weights), std::back_inserter(reliability.percentile_90_mm));
  reliability.joint_scale = std::move(joint_scale);
  return reliability;
}

std::vector<float> scales_of(std::span<const Answer> answers, const Reliability& of_all) {
  std::vector<float> scales(joint_count, 1);
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    std::vector<double> factors;
    for (const Answer& answer : answers) {
      if (answer.joint != joint) continue;
      const double expected = of_all.expected_mm(double{answer.confidence}, static_cast<Joint>(joint));
      if (expected > 0) factors.push_back(double{answer.error_mm} / expected);
    }
    if (factors.size() < least_answers) continue;
    const auto scale = static_cast<float>(quantile(std::move(factors), 0.5));
    if (scale > 0) scales[joint] = scale;
  }
  return scales;
}

double read_off(const std::vector<float>& curve, const std::vector<float>& confidences, double at) {
  if (!std::isfinite(at)) return std::numeric_limits<double>::quiet_NaN();
  const auto above = std::ranges::upper_bound(confidences, static_cast<float>(at));
  if (above == confidences.begin()) return double{curve.front()};
  if (above == confidences.end()) return double{curve.back()};
  const auto right = static_cast<std::size_t>(above - confidences.begin());
  const double from = double{confidences[right - 1]};
  return std::lerp(double{curve[right - 1]}, double{curve[right]}, (at - from) / (double{*above} - from));
}

bool whole(const std::vector<float>& values, std::size_t count) {
  return values.size() == count &&
         std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

}  // namespace

double Reliability::expected_mm(double confidence, Joint joint) const {
  return double{joint_scale[static_cast<std::size_t>(index_of(joint))]} *
         read_off(median_mm, confidences, confidence);
}

double Reliability::nearly_all_within_mm(double confidence, Joint joint) const {
  return double{joint_scale[static_cast<std::size_t>(index_of(joint))]} *
         read_off(percentile_90_mm, confidences, confidence);
}

void Reliability::require_valid() const {
  const auto require = [](bool right, const char* key, const char* expected) {
    if (!right) throw Error(fmt::format("reliability: {}: expected {}", key, expected));
  };
  require(whole(confidences, reliability_bins) && std::ranges::is_sorted(confidences), "confidences",
          "20 numbers, ascending");
  require(whole(median_mm, reliability_bins), "median_mm", "20 numbers");
  require(whole(percentile_90_mm, reliability_bins), "percentile_90_mm", "20 numbers");
  require(counts.size() == reliability_bins, "counts", "20 numbers");
  require(whole(joint_scale, joint_count), "joint_scale", "15 numbers");
}

void describe(OptionVisitor& visitor, Reliability& reliability) {
  constexpr double most_mm = 1e6;
  visitor.floats("confidences", reliability.confidences, 0, 1, reliability_bins);
  visitor.floats("median_mm", reliability.median_mm, 0, most_mm, reliability_bins);
  visitor.floats("percentile_90_mm", reliability.percentile_90_mm, 0, most_mm, reliability_bins);
  visitor.wholes("counts", reliability.counts,
                 {.low = 0,
                  .high = std::numeric_limits<int>::max(),
                  .least = reliability_bins,
                  .most = reliability_bins});
  visitor.floats("joint_scale", reliability.joint_scale, 0, most_mm, joint_count);
}

std::vector<float> expected_errors_mm(const Reliability& reliability, std::span<const float> confidences) {
  if (confidences.size() % joint_count != 0)
    throw Error(fmt::format("reliability: expected 15 confidences a pose, found {}", confidences.size()));
  std::vector<float> expected;
  for (std::size_t i = 0; i < confidences.size(); ++i) {
    const auto joint = static_cast<Joint>(i % joint_count);
    expected.push_back(static_cast<float>(reliability.expected_mm(double{confidences[i]}, joint)));
  }
  return expected;
}

std::optional<Reliability> reliability_of(std::span<const float> confidences,
                                          std::span<const float> errors_mm) {
  if (confidences.size() != errors_mm.size() || confidences.size() % joint_count != 0) {
    throw Error(fmt::format("reliability: expected as many confidences as errors, 15 a pose, found {} and {}",
                            confidences.size(), errors_mm.size()));
  }
  const std::vector<Answer> answers = known_answers(confidences, errors_mm);
  if (answers.size() < least_answers * reliability_bins) return std::nullopt;
  const Reliability of_all = fitted(answers, std::vector<float>(joint_count, 1));
  Reliability reliability = fitted(answers, scales_of(answers, of_all));
  reliability.joint_scale[pelvis] = 0;
  return reliability;
}

}  // namespace solopose
