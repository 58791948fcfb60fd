#include "core/base/atomic_file.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(AtomicFile, appears_whole_on_commit_and_not_before) {
  const testing::TemporaryFolder folder;
  const auto path = folder / "poses.txt";
  {
    AtomicFile file(path);
    std::ofstream(file.temporary()) << "whole";
    EXPECT_FALSE(std::filesystem::exists(path));
    file.commit();
  }
  EXPECT_EQ(content(path), "whole");
}

TEST(AtomicFile, leaves_the_old_file_and_nothing_else_when_not_committed) {
  const testing::TemporaryFolder folder;
  const auto path = folder / "poses.txt";
  write_text_atomically(path, "old");
  {
    AtomicFile file(path);
    std::ofstream(file.temporary()) << "half";
  }
  EXPECT_EQ(content(path), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(AtomicFile, names_the_file_that_cannot_be_written) {
  try {
    write_text_atomically("/proc/no/such/folder/file.txt", "text");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("/proc/no/such/folder/file.txt"), std::string::npos);
  }
}

TEST(Fingerprint, differs_in_one_bit_and_agrees_with_the_reference_of_xxhash) {
  const testing::TemporaryFolder folder;
  write_text_atomically(folder / "a", "");
  write_text_atomically(folder / "b", std::string(3'000'000, 'x'));
  write_text_atomically(folder / "c", std::string(2'999'999, 'x') + 'y');
  EXPECT_EQ(fingerprint_of_file(folder / "a"), "99aa06d3014798d86001c324468d497f");  // XXH128 of nothing, seed 0
  EXPECT_NE(fingerprint_of_file(folder / "b"), fingerprint_of_file(folder / "c"));
  EXPECT_THROW(fingerprint_of_file(folder / "none"), Error);
}

}  // namespace
}  // namespace solopose
