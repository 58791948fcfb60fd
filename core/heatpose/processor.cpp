#include "core/heatpose/processor.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace solopose {
namespace {

Instructions best_of_processor() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return Instructions::avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return Instructions::avx2;
#endif
  return Instructions::portable;
}

Instructions wanted() {
  const char* text = std::getenv("SOLOPOSE_INSTRUCTIONS");
  if (text == nullptr) return Instructions::avx512;
  if (std::string_view(text) == "portable") return Instructions::portable;
  return std::string_view(text) == "avx2" ? Instructions::avx2 : Instructions::avx512;
}

}  // namespace

Instructions instructions() {
  static const Instructions chosen = std::min(best_of_processor(), wanted());
  return chosen;
}

}  // namespace solopose
