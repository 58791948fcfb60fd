// MAT files hold variables of classes that the readers do not know, wherever they like.
#include <cstring>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/files/mat_file.h"
#include "core/formats/mads.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string raw(std::uint32_t value) {
  std::string bytes(4, '\0');
  std::memcpy(bytes.data(), &value, 4);
  return bytes;
}

std::string element(std::uint32_t type, std::string data) {
  const std::string tag = raw(type) + raw(static_cast<std::uint32_t>(data.size()));
  data.resize((data.size() + 7) / 8 * 8, '\0');
  return tag + data;
}

constexpr std::uint32_t mi_int8 = 1, mi_int32 = 5, mi_uint32 = 6, mi_matrix = 14;

/// string, datetime, table, categorical: an opaque value of a MATLAB class, whose header has no sizes.
std::string opaque(const std::string& name, const std::string& matlab_class) {
  return element(mi_matrix, element(mi_uint32, raw(17) + raw(0)) + element(mi_int8, name) +
                                element(mi_int8, "MCOS") + element(mi_int8, matlab_class) +
                                mat_numbers("", {6, 1}, {3707764736, 2, 1, 1, 1, 1}));
}

/// A function handle (16), an old object (3), a struct (2): what follows the header is their own.
std::string of_class(std::uint32_t number, const std::string& name) {
  return element(mi_matrix, element(mi_uint32, raw(number) + raw(0)) + element(mi_int32, raw(1) + raw(1)) +
                                element(mi_int8, name) + std::string(24, '\x7f'));
}

std::string poses() {
  return mat_cells("GTpose2", {1, 1}, {mat_numbers("", {19, 3}, std::vector<double>(57, 1))});
}

struct MatClasses : ::testing::Test {
  std::filesystem::path write(const std::vector<std::string>& variables, bool compressed) {
    write_bytes(folder / "HipHop_HipHop1_GT.mat", mat_file(variables, compressed));
    return folder / "HipHop_HipHop1_GT.mat";
  }
  TemporaryFolder folder;
};

TEST_F(MatClasses, others_are_passed_over_wherever_they_stand) {
  const std::string nameless = mat_numbers("", {1, 3}, {1, 2, 3});
  for (const bool compressed : {false, true}) {
    for (const std::string& other : {opaque("note", "string"), opaque("day", "datetime"),
                                     opaque("t", "table"), opaque("c", "categorical"), of_class(16, "f"),
                                     of_class(3, "o"), of_class(2, "s"), nameless, element(mi_matrix, "")}) {
      for (const auto& variables :
           {std::vector{other, poses()}, {poses(), other}, {other, poses(), other, nameless}}) {
        const Reading reading = read(mads_reader(), write(variables, compressed));
        EXPECT_EQ(reading.sequences.at(0).frames(), 1);
      }
    }
  }
}

TEST_F(MatClasses, a_wanted_variable_of_another_class_is_an_error_that_counts_what_was_passed_over) {
  EXPECT_THAT(
      error_of(mads_reader(), write({opaque("GTpose2", "table"), mat_numbers("fps", {1, 1}, {15})}, true)),
      HasSubstr("GTpose2: expected a variable of this name, found fps and 1 that cannot be read here"));
  EXPECT_THAT(error_of(mads_reader(), write({of_class(2, "GTpose2")}, false)), HasSubstr("a cell per frame"));
  EXPECT_THAT(error_of(mads_reader(), write({mat_cells("GTpose2", {1, 1}, {opaque("", "string")})}, false)),
              HasSubstr("GTpose2{0}"));
}

TEST_F(MatClasses, only_named_variables_are_listed) {
  const MatFile mat(
      write({opaque("note", "string"), mat_numbers("a", {1, 1}, {1}), mat_numbers("", {1, 1}, {2}), poses()},
            false));
  EXPECT_THAT(mat.names(), ElementsAre("a", "GTpose2"));
}

}  // namespace
}  // namespace solopose
