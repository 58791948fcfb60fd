#include "core/files/cdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/core/files/sample_files.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

// Files that cdflib wrote (cdf/make.py) and what hostile hands make of them.
namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

fs::path written_by_cdflib(const std::string& name) {
  return fs::path(__FILE__).parent_path() / "cdf" / (name + ".cdf");
}

std::string error_of(const fs::path& file, const std::string& variable = "Pose") {
  try {
    static_cast<void>(CdfFile(file).numbers(variable));
  } catch (const FormatError& failure) {
    return failure.what();
  }
  return "read without an error";
}

TEST(Cdf, both_majorities_byte_orders_and_compressions_give_the_same_numbers) {
  for (const char* name :
       {"row", "column", "network", "gzip", "gzip_network", "whole", "whole_column", "r_variable"}) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(is_cdf(written_by_cdflib(name)));
    const CdfFile cdf(written_by_cdflib(name));
    EXPECT_TRUE(cdf.has("Pose"));
    const NumberArray pose = cdf.numbers("Pose");
    EXPECT_THAT(pose.shape, ElementsAre(1, 5, 96));
    ASSERT_EQ(pose.values.size(), 480U);
    for (std::size_t i = 0; i < pose.values.size(); ++i) EXPECT_EQ(pose.values[i], sample_value(i)) << i;
  }
}

TEST(Cdf, integers_are_read_as_numbers) {
  const NumberArray pose = CdfFile(written_by_cdflib("integers")).numbers("Pose");
  for (std::size_t i = 0; i < pose.values.size(); ++i) EXPECT_EQ(pose.values[i], 2 * sample_value(i));
}

TEST(Cdf, records_lie_one_behind_the_other) {
  const NumberArray pose = CdfFile(written_by_cdflib("records")).numbers("Pose");
  EXPECT_THAT(pose.shape, ElementsAre(5, 96));
  for (std::size_t i = 0; i < pose.values.size(); ++i) EXPECT_EQ(pose.values[i], sample_value(i));
}

TEST(Cdf, what_is_missing_or_no_number_is_said_by_name) {
  EXPECT_THAT(error_of(written_by_cdflib("row"), "Pose3D"),
              HasSubstr("Pose3D: expected a variable of that name"));
  EXPECT_THAT(error_of(written_by_cdflib("row"), "Pose3D"), HasSubstr("found Pose, Name"));
  EXPECT_THAT(error_of(written_by_cdflib("row"), "Name"), HasSubstr("Name: expected numbers"));
}

class HostileCdf : public ::testing::Test {
 protected:
  std::string sound_ = bytes_of(written_by_cdflib("row"));

  /// Where the first internal record of a type begins.
  std::size_t record(char type) const {
    for (std::size_t at = 8; at + 12 <= sound_.size();) {
      std::uint64_t size = 0;
      for (std::size_t i = 0; i < 8; ++i) size = size << 8 | static_cast<std::uint8_t>(sound_[at + i]);
      if (sound_[at + 11] == type) return at;
      at += size;
    }
    throw std::runtime_error("no such record");
  }
  std::string error_with(std::size_t place, const std::string& bytes) {
    std::string changed = sound_;
    changed.replace(place, bytes.size(), bytes);
    write_bytes(folder_ / "hostile.cdf", changed);
    return error_of(folder_ / "hostile.cdf");
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(HostileCdf, addresses_sizes_and_counts_that_no_file_backs_are_refused) {
  const std::string far("\x7f\xff\xff\xff\xff\xff\xff\xff", 8);
  EXPECT_THAT(error_with(8, far), HasSubstr("CDR"));                                // the record's size
  EXPECT_THAT(error_with(20, far), HasSubstr("GDR"));                               // where the next one is
  EXPECT_THAT(error_with(record(8) + 12, far), HasSubstr("VDR"));                   // the next variable
  EXPECT_THAT(error_with(record(8) + 28, far), HasSubstr("Pose"));                  // the index
  EXPECT_THAT(error_with(record(8) + 24, far.substr(0, 4)), HasSubstr("at most"));  // 2^31 records
  EXPECT_THAT(error_with(record(6) + 20, far.substr(0, 4)), HasSubstr("Pose"));     // entries of the index
}

TEST_F(HostileCdf, circles_end) {
  const auto address = [](std::size_t at) {
    std::string bytes(8, '\0');
    for (std::size_t i = 0; i < 8; ++i) bytes[7 - i] = static_cast<char>(at >> (8 * i));
    return bytes;
  };
  EXPECT_THAT(error_with(record(8) + 12, address(record(8))), HasSubstr("circle"));
  EXPECT_THAT(error_with(record(6) + 12, address(record(6))), HasSubstr("circle"));
}

TEST_F(HostileCdf, an_older_version_or_another_file_is_named) {
  EXPECT_THAT(error_with(0, std::string("\xCD\xF2\x60\x02", 4)), HasSubstr("CDF of version 3"));
  EXPECT_THAT(error_with(0, "\x89PNG"), HasSubstr("CDF of version 3"));
  EXPECT_THAT(error_with(36, std::string("\0\0\0\3", 4)), HasSubstr("encoding 3"));
}

}  // namespace
}  // namespace solopose::testing
