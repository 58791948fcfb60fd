#include "core/files/hdf5_seal.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/files/hdf5_file.h"
#include "tests/support/bytes.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

template <typename Action>
std::string error_from(const Action& action) {
  try {
    action();
  } catch (const Error& failure) {
    return failure.what();
  }
  return "";
}

struct SealedFile : ::testing::Test {
  void make(std::size_t rows, bool finish = true) {
    values.resize(rows * 45);
    std::iota(values.begin(), values.end(), 0.0F);
    Hdf5File file = Hdf5File::create(path, {.sealed = true});
    for (const char* name : {"sequences/0", "sequences/1"}) {
      auto dataset = file.write<float>(name, {rows, 15, 3}, values);
      dataset.set_attribute("name", std::string("S1/walk/") + name);
    }
    file.set_attribute("unit", "mm");
    if (finish) file.close();
  }
  /// Everything in it, or an Error.
  std::string content() const {
    const Hdf5File file = Hdf5File::open(path);
    std::string all = file.text_attribute("unit");
    for (const std::string& name : file.group("sequences").children()) {
      const Hdf5Dataset dataset = file.group("sequences").dataset(name);
      all += name + dataset.text_attribute("name");
      const auto read = dataset.read<float>();
      all.append(reinterpret_cast<const char*>(read.data()), read.size() * sizeof(float));
    }
    return all;
  }
  void flip(std::uint64_t offset, char mask) const {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(offset));
    const char byte = static_cast<char>(file.get() ^ mask);
    file.seekp(static_cast<std::streamoff>(offset));
    file.put(byte);
  }

  TemporaryFolder folder;
  fs::path path = folder / "1.h5";
  std::vector<float> values;
};

TEST_F(SealedFile, is_an_ordinary_hdf5_file_to_other_programs) {
  make(3000);
  REQUIRE_PYTHON("numpy, h5py");
  const std::string script =
      "import h5py, numpy, sys; f = h5py.File(sys.argv[1]); d = f['sequences/1'];"
      "assert f.attrs['unit'] == 'mm' and d.shape == (3000, 15, 3) and d.attrs['name'] == "
      "'S1/walk/sequences/1';"
      "assert (d[...].ravel() == numpy.arange(135000, dtype='f4')).all()";
  EXPECT_EQ(std::system(("/usr/bin/python3 -c \"" + script + "\" '" + path.string() + "'").c_str()), 0);
}

TEST_F(SealedFile, no_changed_byte_goes_unnoticed) {
  make(20);
  const std::string before = content();
  const auto bytes = fs::file_size(path);
  ASSERT_LT(bytes, 20'000U);
  for (std::uint64_t offset = 0; offset < bytes; offset += offset < 600 ? 1 : 7) {
    flip(offset, 0x10);
    EXPECT_THAT(error_from([&] { content(); }), HasSubstr(path.string())) << offset;
    flip(offset, 0x10);
  }
  EXPECT_EQ(content(), before);
}

TEST_F(SealedFile, what_fletcher32_does_not_see_is_seen) {
  make(20);
  const std::string bytes = bytes_of(path);
  const float sought[] = {0, 1, 2};
  const auto offset = bytes.find(std::string(reinterpret_cast<const char*>(sought), sizeof sought));
  ASSERT_NE(offset, std::string::npos);
  flip(offset + 4, '\xff');
  flip(offset + 5, '\xff');  // two zero bytes of 1.0 become 0xffff
  EXPECT_THAT(error_from([&] { content(); }), HasSubstr("checksum"));
}

TEST_F(SealedFile, two_bytes_changed_anywhere_are_noticed_whatever_their_change) {
  make(3000);
  std::mt19937 random(3);
  const std::string before = content();
  std::uniform_int_distribution<std::uint64_t> anywhere(0, fs::file_size(path) - 1);
  for (int i = 0; i < 100; ++i) {
    const std::uint64_t offsets[] = {anywhere(random), anywhere(random)};
    const auto mask = static_cast<char>(1 + random() % 255);
    for (const auto offset : offsets) flip(offset, mask);
    EXPECT_NE(error_from([&] { content(); }), "") << offsets[0] << ' ' << offsets[1];
    for (const auto offset : offsets) flip(offset, mask);
  }
  EXPECT_EQ(content(), before);
}

TEST_F(SealedFile, a_part_is_read_and_verified_without_the_rest) {
  make(3000);
  const float sought[] = {90'000, 90'001, 90'002};  // row 2000, first in the first track
  flip(bytes_of(path).find(std::string(reinterpret_cast<const char*>(sought), sizeof sought)), 0x01);
  const Hdf5File file = Hdf5File::open(path);
  const Hdf5Dataset first = file.dataset("sequences/0");
  std::vector<float> rows(10 * 45);
  first.read_rows<float>(100, 10, rows);
  EXPECT_EQ(rows.front(), 4500);
  EXPECT_EQ(rows.back(), 4949);
  EXPECT_EQ(file.dataset("sequences/1").read<float>(), values);
  const Hdf5File again = Hdf5File::open(path);
  EXPECT_THAT(error_from([&] { again.dataset("sequences/0").read_rows<float>(1995, 10, rows); }),
              HasSubstr("checksum"));
}

TEST_F(SealedFile, cut_short_or_lengthened_it_is_refused) {
  make(300);
  const auto bytes = fs::file_size(path);
  for (const auto size : {bytes + 1, bytes - 1, bytes - 100, bytes / 2, std::uintmax_t{513},
                          std::uintmax_t{512}, std::uintmax_t{100}, std::uintmax_t{0}}) {
    fs::resize_file(path, size);
    EXPECT_THAT(error_from([&] { content(); }), HasSubstr(path.string())) << size;
  }
}

TEST_F(SealedFile, one_that_was_not_finished_is_refused) {
  make(300, false);
  EXPECT_THAT(error_from([&] { content(); }), HasSubstr("beginning is damaged"));
}

TEST_F(SealedFile, cannot_be_changed) {
  make(30);
  EXPECT_THAT(error_from([&] { Hdf5File::open_for_writing(path); }), HasSubstr("sealed"));
}

TEST_F(SealedFile, removing_and_writing_again_before_the_end_is_sealed_too) {
  {
    Hdf5File file = Hdf5File::create(path, {.sealed = true});
    const std::vector<float> numbers(30'000, 1.5F);
    for (int i = 0; i < 5; ++i) file.write<float>("a", {10'000, 3}, numbers), file.remove("a");
    file.write<float>("b", {10'000, 3}, numbers);
    file.close();
  }
  const Hdf5File file = Hdf5File::open(path);
  EXPECT_EQ(file.dataset("b").read<float>(), std::vector<float>(30'000, 1.5F));
}

/// In a process of its own, which ends as programs do: the library cleans up then.
template <typename Work>
int exit_code_of(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      work();
    } catch (const Error&) {
      std::exit(3);
    }
    std::exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST_F(SealedFile, a_file_that_may_not_grow_at_any_point_is_an_error_and_no_crash) {
  for (const bool sealed : {false, true}) {
    for (rlim_t room = 0; room < 60'000; room += 1500) {
      const int code = exit_code_of([&] {
        const rlimit limit = {room, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, SIG_IGN);
        const std::vector<float> numbers(3000, 1.5F);
        Hdf5File file = Hdf5File::create(path, {.sealed = sealed});
        for (int i = 0; i < 8; ++i) {
          auto dataset = file.write<float>("group/" + std::to_string(i), {1000, 3}, numbers);
          dataset.set_attribute("name", "some text");
        }
        file.close();
      });
      EXPECT_EQ(code, 3) << room << (sealed ? " sealed" : "");
    }
  }
}

}  // namespace
}  // namespace solopose::testing
