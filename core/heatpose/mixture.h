#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/heatpose/density.h"
#include "core/options/option_visitor.h"
#include "core/skeleton/canonical.h"

namespace solopose {

/// How wide the i-th side Gaussian is. growing: (i + 1)^2 sigma_main, the default: the maximum then stays on
/// the joint. equation_7: i^2 sigma_main, the paper's literal rule, whose first side Gaussian is as high as
/// the main one.
enum class SigmaRule : std::uint8_t { growing, equation_7 };

constexpr auto named_values(SigmaRule) {
  return std::array{NamedValue{SigmaRule::growing, "growing"},
                    NamedValue{SigmaRule::equation_7, "equation_7"}};
}

struct MixtureOptions {
  double sigma_mm = 45;     ///< sigma_main
  double spacing_mm = 100;  ///< c of equation 6
  SigmaRule rule = SigmaRule::growing;
  bool sides = true;  ///< false: main Gaussians only, the conventional heat map (figure 4A)
};
void describe(OptionVisitor& visitor, MixtureOptions& options);

/// One isotropic normal density of the mixture, and what it stands for.
struct MixtureComponent {
  Gaussian gaussian;
  Joint target = Joint::pelvis;
  Joint towards = Joint::pelvis;  ///< the adjacent joint; the target itself for the main Gaussian
  int step = 0;                   ///< i of equation 7; 0 for the main Gaussian
};

/// The joints that a bone joins to this one.
std::span<const Joint> adjacent_joints(Joint joint);

/// Equations 6 and 7 for one joint: its main Gaussian first, then floor(D / c) side Gaussians towards each
/// adjacent joint. A missing target has no components; a missing neighbour or a bone shorter than c adds
/// none. pose_mm: (15, 3), NaN = missing.
/// Of a bone longer than 1000 c the first 1000. @throws Error when an option is out of range.
void add_joint_mixture(std::span<const float> pose_mm, Joint target, const MixtureOptions& options,
                       std::vector<MixtureComponent>& mixture);
std::vector<MixtureComponent> joint_mixture(std::span<const float> pose_mm, Joint target,
                                            const MixtureOptions& options);

/// All joints' mixtures: what equation 8 sums into one volume.
std::vector<MixtureComponent> body_mixture(std::span<const float> pose_mm, const MixtureOptions& options);

/// Only the densities, as volumes want them.
std::vector<Gaussian> gaussians_of(std::span<const MixtureComponent> mixture);

}  // namespace solopose
