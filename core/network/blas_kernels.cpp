#include "core/network/blas_kernels.h"

#include <dlfcn.h>

#include <cstdlib>
#include <string_view>

namespace solopose {
namespace {

constexpr const char* variable = "OPENBLAS_CORETYPE";
/// What OpenBLAS falls back to.
constexpr std::string_view oldest = "Prescott";

/// Null: nothing better than the oldest.
const char* kernels_for_this_processor() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512cd"))
    return "SkylakeX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#endif
  return nullptr;
}

template <typename Function>
Function* loaded(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

}  // namespace

// Which BLAS is loaded is the system's choice, so it is asked for, not linked.
bool choose_blas_kernels() {
  const auto name = loaded<char*()>("openblas_get_corename");
  const auto forget = loaded<void()>("gotoblas_dynamic_quit");
  const auto choose = loaded<void()>("gotoblas_dynamic_init");
  const char* kernels = kernels_for_this_processor();
  if (name == nullptr || forget == nullptr || choose == nullptr || kernels == nullptr) return false;
  if (std::getenv(variable) != nullptr || name() != oldest) return false;
  setenv(variable, kernels, 0);
  forget();
  choose();
  return true;
}

}  // namespace solopose
