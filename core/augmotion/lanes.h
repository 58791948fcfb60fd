#pragma once

#include <cstddef>
#include <cstdint>

namespace solopose {

/// Sixteen floats worked on side by side, as four registers of four: what SSE2 and NEON have at least.
/// Compilers left alone vectorise these loops across the wrong axis; GCC's and clang's vector types say
/// which. Only for .cpp files.
inline constexpr std::size_t lanes = 16;

using Quad = float __attribute__((vector_size(16)));
using IntQuad = std::int32_t __attribute__((vector_size(16)));

template <typename Vector, typename Number>
struct Sixteen {
  Vector quads[4];

  Number operator[](std::size_t lane) const { return quads[lane / 4][lane % 4]; }
  void set(std::size_t lane, Number value) { quads[lane / 4][lane % 4] = value; }

  static Sixteen all(Number value) {
    const Vector one = Vector{} + value;
    return {{one, one, one, one}};
  }
};

using Lanes = Sixteen<Quad, float>;
using IntLanes = Sixteen<IntQuad, std::int32_t>;

inline Lanes least(const Lanes& a, const Lanes& b) {
  Lanes result;
  for (int q = 0; q < 4; ++q) result.quads[q] = a.quads[q] < b.quads[q] ? a.quads[q] : b.quads[q];
  return result;
}

inline Lanes greatest(const Lanes& a, const Lanes& b) {
  Lanes result;
  for (int q = 0; q < 4; ++q) result.quads[q] = a.quads[q] < b.quads[q] ? b.quads[q] : a.quads[q];
  return result;
}

inline Lanes difference(const Lanes& a, const Lanes& b) {
  Lanes result;
  for (int q = 0; q < 4; ++q) result.quads[q] = a.quads[q] - b.quads[q];
  return result;
}

inline float least_of(const Lanes& a) {
  const Quad low = a.quads[0] < a.quads[1] ? a.quads[0] : a.quads[1];
  const Quad high = a.quads[2] < a.quads[3] ? a.quads[2] : a.quads[3];
  const Quad all = low < high ? low : high;
  const float left = all[0] < all[1] ? all[0] : all[1];
  const float right = all[2] < all[3] ? all[2] : all[3];
  return left < right ? left : right;
}

inline float greatest_of(const Lanes& a) {
  return -least_of({{-a.quads[0], -a.quads[1], -a.quads[2], -a.quads[3]}});
}

inline float sum_of(const Lanes& a) {
  const Quad sum = (a.quads[0] + a.quads[1]) + (a.quads[2] + a.quads[3]);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

inline bool same(const IntLanes& a, const IntLanes& b) {
  const IntQuad apart = (a.quads[0] ^ b.quads[0]) | (a.quads[1] ^ b.quads[1]) | (a.quads[2] ^ b.quads[2]) |
                        (a.quads[3] ^ b.quads[3]);
  return (apart[0] | apart[1] | apart[2] | apart[3]) == 0;
}

}  // namespace solopose
