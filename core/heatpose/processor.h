#pragma once

#include <cstdint>

/// Before functions that are compiled once more for these instructions; the loops they inline are
/// [[gnu::always_inline]].
#if defined(__x86_64__)
#define SOLOPOSE_AVX512 [[gnu::target("avx512f")]]
#define SOLOPOSE_AVX2 [[gnu::target("avx2,fma")]]
#else
#define SOLOPOSE_AVX512
#define SOLOPOSE_AVX2
#endif

namespace solopose {

enum class Instructions : std::uint8_t { portable, avx2, avx512 };

/// The best that this processor has, or less where SOLOPOSE_INSTRUCTIONS=portable or =avx2 says so. Asked
/// once.
Instructions instructions();

/// Of three builds of one function the one to call.
template <typename Function>
Function for_this_processor(Function avx512, Function avx2, Function portable) {
  switch (instructions()) {
    case Instructions::avx512:
      return avx512;
    case Instructions::avx2:
      return avx2;
    case Instructions::portable:
      break;
  }
  return portable;
}

}  // namespace solopose
