#include "core/files/hdf5_file.h"

#include <numeric>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/bytes.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Hdf5 : public ::testing::Test {
 protected:
  template <typename Action>
  std::string error_from(const Action& action) {
    try {
      action();
    } catch (const Error& failure) {
      return failure.what();
    }
    return "no error";
  }
  TemporaryFolder folder_;
  fs::path file_ = folder_ / "poses.h5";
};

TEST_F(Hdf5, what_was_written_is_read_back_and_by_h5py) {
  const std::string names[] = {"walk", "h\u00fcft", ""};
  {
    Hdf5File file = Hdf5File::create(file_);
    Hdf5Dataset poses = file.create_dataset<float>("clips/poses", {0, 2}, {{}, true, 6});
    const float rows[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    poses.append_rows<float>(std::span(rows).first(4));
    poses.append_rows<float>(std::span(rows).subspan(4));
    file.write_strings("names", names);
    file.set_attribute("version", 2);
    file.set_attribute("version", 3);
    file.set_attribute("text", "h\u00fcft");
    file.set_attribute("empty", "");
    file.set_attribute("ratio", 0.25);
    const double axes[] = {0, 0, 1};
    file.group("clips").set_attribute("axes", axes);
    file.flush();
  }
  const Hdf5File file = Hdf5File::open(file_);
  EXPECT_THAT(file.children(), ElementsAre("clips", "names"));
  EXPECT_TRUE(file.has("clips/poses"));
  EXPECT_FALSE(file.has("clips/absent/deeper"));
  EXPECT_EQ(file.dataset("clips/poses").path(), "/clips/poses");
  EXPECT_THAT(file.dataset("clips/poses").shape(), ElementsAre(5, 2));
  EXPECT_THAT(file.dataset("clips/poses").read<double>(), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  EXPECT_THAT(file.read_strings("names"), ElementsAre("walk", "h\u00fcft", ""));
  EXPECT_EQ(file.integer_attribute("version"), 3);
  EXPECT_EQ(file.text_attribute("text"), "h\u00fcft");
  EXPECT_EQ(file.text_attribute("empty"), "");
  EXPECT_EQ(file.number_attribute("ratio"), 0.25);
  EXPECT_THAT(file.group("clips").numbers_attribute("axes"), ElementsAre(0, 0, 1));

  REQUIRE_PYTHON("numpy, h5py");
  const fs::path script = fs::path(__FILE__).parent_path() / "check_arrays.py";
  EXPECT_EQ(std::system(fmt::format("/usr/bin/python3 '{}' '{}'", script.string(), file_.string()).c_str()),
            0);
}

TEST_F(Hdf5, blocks_are_read_and_written_inside_the_shape_only) {
  Hdf5File file = Hdf5File::create(file_);
  std::vector<std::int32_t> values(4 * 3 * 2);
  std::iota(values.begin(), values.end(), 0);
  Hdf5Dataset data = file.write<std::int32_t>("data", {4, 3, 2}, values, {{2, 3, 2}, false, 0});
  std::vector<double> block(4);
  data.read_block<double>({1, 1, 0}, {2, 1, 2}, block);
  EXPECT_THAT(block, ElementsAre(8, 9, 14, 15));
  std::vector<std::int32_t> rows(12);
  data.read_rows<std::int32_t>(2, 2, rows);
  EXPECT_EQ(rows.front(), 12);
  const std::int32_t one[] = {-7};
  data.write_block<std::int32_t>({3, 2, 1}, {1, 1, 1}, one);
  EXPECT_EQ(data.read<std::int64_t>().back(), -7);
  EXPECT_THAT(error_from([&] { data.read_rows<std::int32_t>(3, 2, rows); }),
              HasSubstr("outside shape (4, 3, 2)"));
  EXPECT_THAT(error_from([&] { data.read_block<double>({0, 0}, {1, 1}, block); }), HasSubstr("/data"));
  EXPECT_THAT(error_from([&] { data.read_rows<std::int32_t>(0, 1, rows); }), HasSubstr("12 values"));
  EXPECT_THAT(error_from([&] { data.append_rows<std::int32_t>(one); }), HasSubstr("whole rows"));
  EXPECT_THAT(error_from([&] { data.append_rows<std::int32_t>(std::span(values).first(6)); }),
              HasSubstr("growing"));
}

TEST_F(Hdf5, failures_name_file_and_object) {
  EXPECT_THAT(error_from([&] { Hdf5File::open(file_); }),
              AllOf(HasSubstr("poses.h5"), HasSubstr("no such file")));
  write_bytes(file_, "no HDF5");
  EXPECT_THAT(error_from([&] { Hdf5File::open(file_); }), HasSubstr("cannot be opened as an HDF5 file"));
  Hdf5File file = Hdf5File::create(file_);
  file.create_group("a/b");
  EXPECT_THAT(error_from([&] { file.dataset("a/c"); }), AllOf(HasSubstr("poses.h5"), HasSubstr("\"a/c\"")));
  EXPECT_THAT(error_from([&] { file.group("a").group("c"); }), HasSubstr("/a: group \"c\""));
  EXPECT_THAT(error_from([&] { file.create_group("a"); }), HasSubstr("cannot be created"));
  EXPECT_THAT(error_from([&] { file.number_attribute("absent"); }), HasSubstr("\"absent\" is missing"));
  file.set_attribute("text", "words");
  EXPECT_THAT(error_from([&] { file.number_attribute("text"); }), HasSubstr("\"text\""));
  EXPECT_THAT(error_from([&] { file.text_attribute("absent"); }), HasSubstr("missing"));
  file.remove("a");
  EXPECT_FALSE(file.has("a/b"));
}

TEST_F(Hdf5, a_shape_that_the_file_cannot_back_is_refused_before_memory_is_taken) {
  Hdf5File file = Hdf5File::create(file_);
  const Hdf5Dataset claim = file.create_dataset<double>("claim", {1ULL << 40}, {{1024}, true, 0});
  EXPECT_THAT(error_from([&] { claim.read<double>(); }), HasSubstr("expected 8796093022208 bytes"));
}

}  // namespace
}  // namespace solopose::testing
