#include "core/files/npy_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

/// Larger than a piece of the file, and no multiple of one.
constexpr std::size_t rows = 3001;
constexpr std::size_t columns = 33;

template <typename T>
std::string file_of(bool big_endian, bool fortran_order, const std::vector<double>& values) {
  const NpyHeader header{'f', sizeof(T), big_endian, fortran_order, {rows, columns}};
  std::string bytes = npy_header_bytes(header);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t at = fortran_order ? i % rows * columns + i / rows : i;
    const T value = static_cast<T>(values[at]);
    std::array<char, sizeof(T)> raw;
    std::memcpy(raw.data(), &value, sizeof(T));
    if (big_endian) std::ranges::reverse(raw);
    bytes.append(raw.data(), raw.size());
  }
  return bytes;
}

TEST(NpyFile, numbers_of_every_order_arrive_in_rows) {
  const testing::TemporaryFolder folder;
  std::vector<double> values(rows * columns);
  std::iota(values.begin(), values.end(), -5000);
  for (const bool big_endian : {false, true}) {
    for (const bool fortran_order : {false, true}) {
      SCOPED_TRACE(::testing::Message() << big_endian << fortran_order);
      testing::write_bytes(folder / "f8.npy", file_of<double>(big_endian, fortran_order, values));
      testing::write_bytes(folder / "f4.npy", file_of<float>(big_endian, fortran_order, values));
      for (const char* name : {"f8.npy", "f4.npy"}) {
        std::vector<float> floats = {7};
        NpyFile(folder / name, "array").append_floats(0.5, floats);
        ASSERT_EQ(floats.size(), values.size() + 1);
        EXPECT_EQ(floats[0], 7);
        for (std::size_t i = 0; i < values.size(); ++i)
          ASSERT_EQ(floats[i + 1], static_cast<float>(values[i] * 0.5)) << i;
      }
    }
  }
}

TEST(NpyFile, what_is_not_finite_or_too_large_for_a_float_is_missing) {
  const testing::TemporaryFolder folder;
  std::vector<double> values(rows * columns, 1);
  values[5] = 1e300;
  values[6] = std::nan("");
  values[7] = -HUGE_VAL;
  testing::write_bytes(folder / "f8.npy", file_of<double>(false, false, values));
  std::vector<float> floats;
  NpyFile(folder / "f8.npy", "array").append_floats(1, floats);
  for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(std::isnan(floats[i]), i >= 5 && i <= 7) << i;
}

TEST(NpyFile, a_file_that_is_cut_or_holds_no_numbers_is_refused) {
  const testing::TemporaryFolder folder;
  std::string bytes = file_of<float>(false, false, std::vector<double>(rows * columns));
  bytes.resize(bytes.size() - 1);
  testing::write_bytes(folder / "cut.npy", bytes);
  EXPECT_THROW(NpyFile(folder / "cut.npy", "array"), FormatError);
  testing::write_bytes(folder / "texts.npy", npy_header_bytes({'U', 8, false, false, {0}}));
  std::vector<float> floats;
  EXPECT_THROW(NpyFile(folder / "texts.npy", "array").append_floats(1, floats), FormatError);
}

}  // namespace
}  // namespace solopose
