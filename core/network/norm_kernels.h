#pragma once

#include <cstdint>

namespace solopose {

// The passes over a batch norm's numbers and the ReLU behind it, on the CPU. Numbers are (rows, channels),
// channels side by side: a picture that is channels last in memory. Each pass takes a part of the rows, so
// that threads can share them; nothing is allocated. Built for AVX-512, AVX2 and without
// (core/heatpose/processor.h).

/// Numbers that go through a norm and the ReLU behind it: y = max(0, before) with
/// before = x * scale[c] + offset[c] + skip.
struct NormRows {
  std::int64_t rows = 0;
  std::int64_t channels = 0;
  const float* x = nullptr;
  const float* skip = nullptr;  ///< or none
  const float* scale = nullptr;
  const float* offset = nullptr;
};

/// For each channel: sums[c] += sum of (x - shift[c]), squares[c] += sum of (x - shift[c])^2. With a shift
/// near the mean the squares keep their digits. Wants x alone.
void add_moments(const NormRows& rows, const float* shift, double* sums, double* squares);

/// Writes y. NaN stays.
void scale_and_rectify(const NormRows& rows, float* y);

/// Of the gradient behind the ReLU what came through, which is 0 where `before` is not above 0, and for each
/// channel sums[c] += sum of through, matched[c] += sum of through * (x - mean[c]). Where `before` is found
/// anew less memory is read than y has. `through` is written where there is something skipped, which has it
/// as gradient.
void add_gradient_sums(const NormRows& rows, const float* outer, const float* mean, float* through,
                       double* sums, double* matched);

/// of_x = through * scale[c] + x * own[c] + rest[c]. `outer` is what add_gradient_sums() was given or, where
/// `came_through`, what it wrote: with something skipped always the latter.
void norm_gradient(const NormRows& rows, const float* outer, bool came_through, const float* own,
                   const float* rest, float* of_x);

}  // namespace solopose
