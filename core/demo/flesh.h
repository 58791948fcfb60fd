#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "core/demo/body.h"

namespace solopose::demo {

/// What a person wears: colours are linear RGB, 0 to 1, and the same on both sides of the body, so that a
/// picture tells left from right by the body alone.
struct Looks {
  Eigen::Vector3f skin = {0.8F, 0.6F, 0.5F};
  Eigen::Vector3f hair = {0.15F, 0.1F, 0.08F};
  Eigen::Vector3f shirt = {0.5F, 0.5F, 0.6F};
  Eigen::Vector3f trousers = {0.2F, 0.2F, 0.3F};
  Eigen::Vector3f shoes = {0.1F, 0.1F, 0.1F};
  float sleeves = 0.6F;  ///< share of the arm that is covered, 0 to 1
  float legs = 1;        ///< share of the leg that is covered
  float stripes = 0;     ///< contrast of the shirt's stripes
  float girth = 1;
};

/// A body keeps its skin and hair; what it wears changes from take to take.
Looks looks_of(std::string_view subject, std::string_view take);

/// A ball that is drawn from a to b while its radius changes: muscles, bones and skulls are made of these.
/// The world of body.h, mm.
struct Limb {
  Eigen::Vector3f a;
  Eigen::Vector3f b;
  float radius_a = 0;
  float radius_b = 0;
  Eigen::Vector3f colour;
  float stripes = 0;  ///< contrast of stripes across it
};

/// The body that these points are the joints of. Points that are not finite are not allowed.
std::vector<Limb> fleshed(const BodyPoints& points, const Looks& looks);

}  // namespace solopose::demo
