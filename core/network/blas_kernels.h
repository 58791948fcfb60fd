#pragma once

namespace solopose {

/// OpenBLAS does not know processors that came after it, and multiplies matrices on them with kernels of
/// 2004, at a fifth of the speed of those it has for what the processor can do. Chooses such kernels where it
/// has not, unless OPENBLAS_CORETYPE says which. To be called while nobody computes. True when it chose.
bool choose_blas_kernels();

}  // namespace solopose
