#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/hdf5_reader.h"
#include "core/files/mat_file.h"
#include "core/files/npz.h"
#include "core/files/pickle.h"
#include "core/files/utf8.h"
#include "tests/core/files/sample_files.h"
#include "tests/support/bytes.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

// The plumbing against numpy, scipy and h5py, which wrote the files that make_arrays.py made.
namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class Plumbing : public ::testing::Test {
 protected:
  static constexpr const char* modules = "numpy, scipy, h5py";
  static void SetUpTestSuite() {
    if (!testing::python_has(modules)) return;
    const fs::path script = fs::path(__FILE__).parent_path() / "make_arrays.py";
    made_ = std::make_unique<TemporaryFolder>();
    const auto command = fmt::format("/usr/bin/python3 '{}' '{}'", script.string(), made_->path().string());
    ASSERT_EQ(std::system(command.c_str()), 0);
  }
  static void TearDownTestSuite() { made_.reset(); }
  void SetUp() override {
    REQUIRE_PYTHON(modules);
    ASSERT_NE(made_, nullptr);
  }
  static fs::path folder() { return made_->path(); }
  static void expect_sample(const NumberArray& array, std::vector<std::uint64_t> shape = {2, 3, 5}) {
    EXPECT_EQ(array.shape, shape);
    for (std::size_t i = 0; i < array.values.size(); ++i) EXPECT_EQ(array.values[i], sample_value(i));
  }

 private:
  inline static std::unique_ptr<TemporaryFolder> made_;
};

TEST_F(Plumbing, pickles_of_every_protocol_hold_what_numpy_put_in) {
  for (const int protocol : {2, 3, 4, 5}) {
    SCOPED_TRACE(protocol);
    const fs::path file = folder() / fmt::format("p{}.pkl", protocol);
    const ByteBuffer bytes = solopose::bytes_of_file(file);
    const Pickle pickle(bytes, file, "pickle");
    const auto numbers = [&](const char* key) {
      const PickleValue* value = pickle.root().find(key);
      if (value == nullptr || value->array() == nullptr) throw Error(std::string("no array ") + key);
      return decode_npy_numbers(value->array()->header, value->array()->data, file, key);
    };
    for (const char* key : {"c", "fortran", "big", "half", "again"}) {
      SCOPED_TRACE(key);
      expect_sample(numbers(key));
    }
    EXPECT_THAT(numbers("ints").values, ElementsAre(-5, 7));
    EXPECT_THAT(numbers("bools").values, ElementsAre(1, 0));
    EXPECT_EQ(std::get<double>(pickle.root().find("scalar")->content), 2.5);
    EXPECT_EQ(std::get<std::int64_t>(pickle.root().find("integer")->content), -9);
    EXPECT_EQ(*pickle.root().find("text")->text(), "h\u00fcft\u20ac");
    const PickleList& list = *pickle.root().find("list")->list();
    ASSERT_EQ(list.size(), 12);
    EXPECT_EQ(std::get<std::int64_t>(list[1]->content), -1);
    EXPECT_EQ(std::get<std::int64_t>(list[2]->content), std::int64_t{1} << 40);
    EXPECT_EQ(std::get<std::int64_t>(list[3]->content), -(std::int64_t{1} << 40));
    EXPECT_EQ(std::get<double>(list[4]->content), 1.5);
    EXPECT_EQ(list[11]->list()->size(), 4);
    const Bytes all = std::get<PickleBytes>(pickle.root().find("bytes")->content).bytes;
    ASSERT_EQ(all.size(), 256);
    for (std::size_t i = 0; i < 256; ++i) EXPECT_EQ(all[i], i);
    const PickleArray& objects = *pickle.root().find("objects")->array();
    ASSERT_EQ(objects.objects->size(), 2);
    EXPECT_EQ(std::get<std::int64_t>((*objects.objects)[0]->find("a")->content), 1);
  }
}

TEST_F(Plumbing, npz_arrays_of_every_type_and_order_are_read_row_by_row) {
  const NpzReader npz(folder() / "arrays.npz");
  for (const char* name : {"c", "fortran", "big", "half"}) {
    SCOPED_TRACE(name);
    expect_sample(npz.numbers(name));
  }
  EXPECT_THAT(npz.numbers("i1").values, ElementsAre(-1, 1));
  EXPECT_THAT(npz.numbers("u8").values, ElementsAre(9223372036854775808.0, 3));
  EXPECT_THAT(npz.numbers("bools").values, ElementsAre(1, 0));
  EXPECT_THAT(npz.numbers("zero").values, ElementsAre(4));
  EXPECT_TRUE(npz.numbers("zero").shape.empty());
  EXPECT_THAT(npz.numbers("none").shape, ElementsAre(0, 3));
  EXPECT_THAT(npz.strings("texts").values, ElementsAre("left", "h\u00fcft\u20ac\U0001F9B4", ""));
  EXPECT_THAT(npz.strings("big_texts").values, ElementsAre("ab"));
  EXPECT_THROW(npz.numbers("texts"), FormatError);
  EXPECT_THROW(npz.strings("c"), FormatError);
  EXPECT_THROW(npz.numbers("absent"), FormatError);
  EXPECT_EQ(npz.names().size(), 11);
}

TEST_F(Plumbing, mat_files_of_version_5_are_read_compressed_or_not) {
  for (const int compressed : {0, 1}) {
    const MatFile mat(folder() / fmt::format("v5_{}.mat", compressed));
    EXPECT_TRUE(mat.has("a_long_variable_name_indeed"));
    const MatArray numbers = mat.read("numbers");
    EXPECT_THAT(numbers.dims(), ElementsAre(3, 5));
    for (std::size_t row = 0; row < 3; ++row) {
      for (std::size_t column = 0; column < 5; ++column) {
        EXPECT_EQ(numbers.numbers()[row + 3 * column], sample_value(row * 5 + column));
      }
    }
    EXPECT_THAT(mat.read("small").numbers(), ElementsAre(3));
    EXPECT_THAT(mat.read("ints").numbers(), ElementsAre(0, 3, 1, 4, 2, 5));
    const MatArray cells = mat.read("cells");
    ASSERT_EQ(cells.cell_count(), 3);
    EXPECT_EQ(cells.cell(0).numbers(), numbers.numbers());
    EXPECT_TRUE(cells.cell(1).is_empty());
    EXPECT_EQ(cells.cell(2).numbers()[0], sample_value(15));
    EXPECT_THROW(cells.numbers(), FormatError);
  }
}

TEST_F(Plumbing, hdf5_arrays_are_read_however_they_are_stored) {
  const Hdf5Reader hdf5(folder() / "arrays.h5");
  for (const char* name : {"contiguous", "big", "chunked", "filtered"}) {
    SCOPED_TRACE(name);
    expect_sample(hdf5.numbers(name));
  }
  expect_sample(hdf5.numbers("many_chunks"), {5000});
  EXPECT_EQ(hdf5.numbers("ints").values[1], -2) << "h5py cuts -2.5 towards zero";
  EXPECT_EQ(hdf5.names().size(), 207) << "a group of many names has a B-tree of several nodes";
  EXPECT_THAT(hdf5.numbers("d137").values, ElementsAre(137));
  EXPECT_THROW(hdf5.numbers("text"), FormatError);
  EXPECT_THROW(hdf5.numbers("absent"), FormatError);
}

TEST_F(Plumbing, numpy_reads_what_the_npz_writer_streams) {
  const fs::path file = folder() / "written.npz";
  {
    NpzWriter npz(file);
    const float numbers[] = {0, 1, 2, 3, 4, 5};
    npz.add<float>("numbers", numbers, {2, 3});
    npz.begin<double>("streamed", {1000, 3});
    for (int piece = 0; piece < 1000; ++piece) {
      const double row[] = {3.0 * piece, 3.0 * piece + 1, 3.0 * piece + 2};
      npz.append<double>(row);
    }
    npz.end();
    const std::int64_t integers[] = {-1, std::int64_t{1} << 40};
    npz.add<std::int64_t>("0", integers, {2});
    const std::string names[] = {"a/b", "h\u00fcft\u20ac", ""};
    npz.add("names", names);
    npz.add<float>("empty", {}, {0, 15, 3});
    EXPECT_FALSE(fs::exists(file)) << "nothing appears before finish()";
    npz.finish();
  }
  const fs::path script = fs::path(__FILE__).parent_path() / "check_arrays.py";
  EXPECT_EQ(std::system(fmt::format("/usr/bin/python3 '{}' '{}'", script.string(), file.string()).c_str()),
            0);
  const NpzReader back(file);
  EXPECT_THAT(back.strings("names").values, ElementsAre("a/b", "h\u00fcft\u20ac", ""));
  EXPECT_EQ(back.numbers("streamed").values[2999], 2999);
}

TEST(NpzWriter, refuses_pieces_that_do_not_fill_the_shape_and_leaves_no_file) {
  TemporaryFolder folder;
  const fs::path file = folder / "half.npz";
  {
    NpzWriter npz(file);
    const float row[] = {1, 2, 3};
    npz.begin<float>("a", {2, 3});
    npz.append<float>(row);
    EXPECT_THROW(npz.end(), Error);
    EXPECT_THROW(npz.add<float>("b", row, {3}), Error);
    EXPECT_THROW(npz.finish(), Error);
    npz.append<float>(row);
    EXPECT_THROW(npz.append<float>(row), Error);
    npz.end();
    EXPECT_THROW(npz.add<float>("a", row, {3}), Error) << "the name is taken";
    EXPECT_THROW(npz.add<float>("c", row, {4}), Error);
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Utf8, what_is_no_utf8_is_told_apart) {
  EXPECT_EQ(utf32_from_utf8("h\u00fcft\u20ac\U0001F9B4")->size(), 6);
  for (const char* bad : {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                          "\xff", "a\xe2\x82"}) {
    EXPECT_FALSE(utf32_from_utf8(bad)) << id_part(bad);
  }
  EXPECT_EQ(utf8_from_utf32(U"h\u00fcft\u20ac\U0001F9B4"), "h\u00fcft\u20ac\U0001F9B4");
}

TEST(Utf8, parts_of_an_id_hold_no_slash_and_nothing_unprintable) {
  EXPECT_EQ(id_part("Walking 1"), "Walking 1");
  EXPECT_EQ(id_part("a/b\n\x7f"), "a_b__");
  EXPECT_EQ(id_part("h\u00fcft"), "h\u00fcft");
  EXPECT_EQ(id_part("h\xfc"
                    "ft"),
            "h_ft");
  EXPECT_EQ(id_part(""), "unnamed");
}

}  // namespace
}  // namespace solopose::testing
