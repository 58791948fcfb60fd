#include "core/network/blas_kernels.h"

#include <dlfcn.h>

#include <gtest/gtest.h>

#include "core/network/threads.h"

namespace solopose {
namespace {

#if defined(__x86_64__)
TEST(BlasKernels, of_a_processor_with_wide_registers_use_them) {
  set_network_threads(1);
  const auto name = reinterpret_cast<char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_corename"));
  if (name == nullptr) GTEST_SKIP() << "another BLAS is loaded";
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) GTEST_SKIP() << "it has none";
  EXPECT_STRNE(name(), "Prescott");
  EXPECT_FALSE(choose_blas_kernels()) << "they are chosen before main";
}
#endif

}  // namespace
}  // namespace solopose
