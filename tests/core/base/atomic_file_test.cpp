#include "core/base/atomic_file.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <functional>
#include <sstream>

#include <gmock/gmock.h>

#include "core/base/atomic_folder.h"
#include "core/base/error.h"
#include "core/base/file_writer.h"
#include "core/base/fingerprint.h"
#include "core/base/write_error.h"
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

mode_t mode_of(const std::filesystem::path& path) {
  struct stat facts {};
  ::stat(path.c_str(), &facts);
  return facts.st_mode & 07777;
}

std::vector<std::string> entries_of(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

/// What `work` leaves when it is killed in the middle.
void killed(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
}

TEST(AtomicFile, a_new_file_follows_the_umask_and_an_old_one_keeps_its_mode) {
  const testing::TemporaryFolder folder;
  const mode_t before = ::umask(027);
  write_text_atomically(folder / "new", "text");
  std::ofstream(folder / "old") << "old";
  ::chmod((folder / "old").c_str(), 0604);
  write_text_atomically(folder / "old", "new");
  ::umask(before);
  EXPECT_EQ(mode_of(folder / "new"), 0640U);
  EXPECT_EQ(mode_of(folder / "old"), 0604U);
  EXPECT_EQ(content(folder / "old"), "new");
}

/// Root may do everything; for a moment it is nobody.
class AsNobody {
 public:
  AsNobody() {
    if (::getuid() == 0 && ::seteuid(65534) != 0) throw std::runtime_error("cannot become nobody");
  }
  ~AsNobody() {
    if (::getuid() == 0) static_cast<void>(::seteuid(0));
  }
};

TEST(AtomicFile, that_is_in_its_place_is_no_failure_where_the_folder_cannot_be_synced) {
  const testing::TemporaryFolder folder;
  ::chmod(folder.path().c_str(), 0777);
  const AsNobody nobody;
  const auto letter_box = folder / "letter box";  // not to be opened
  std::filesystem::create_directory(letter_box);
  ::chmod(letter_box.c_str(), 0333);
  EXPECT_NO_THROW(write_text_atomically(letter_box / "letter", "text"));
  EXPECT_NO_THROW(AtomicFolder(letter_box / "parcel").commit());
  ::chmod(letter_box.c_str(), 0755);
  EXPECT_THAT(entries_of(letter_box), ::testing::UnorderedElementsAre("letter", "parcel"));
}

TEST(AtomicFile, a_write_protected_file_or_folder_stays) {
  const testing::TemporaryFolder folder;
  ::chmod(folder.path().c_str(), 0777);
  const AsNobody nobody;
  const auto file = folder / "results.csv";
  std::ofstream(file) << "precious";
  ::chmod(file.c_str(), 0444);
  std::filesystem::create_symlink(file, folder / "link.csv");
  std::ofstream(folder / "finished") << "new";
  std::filesystem::create_directory(folder / "frames");
  ::chmod((folder / "frames").c_str(), 0555);
  EXPECT_THROW(write_text_atomically(file, "new"), Error);
  EXPECT_THROW(write_text_atomically(folder / "link.csv", "new"), Error);
  EXPECT_THROW(put_in_place(folder / "finished", file, file), Error);
  EXPECT_THROW(AtomicFolder(folder / "frames"), Error);
  EXPECT_EQ(content(file), "precious");
  EXPECT_EQ(entries_of(folder.path()).size(), 4U);
}

TEST(AtomicFile, writes_where_nobody_else_can_lay_a_link) {
  const testing::TemporaryFolder folder;
  const AtomicFile file(folder / "poses.txt");
  EXPECT_EQ(mode_of(file.temporary().parent_path()), 0700U);
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::symlink_status(file.temporary())));
  const AtomicFile other(folder / "poses.txt");
  EXPECT_NE(file.temporary(), other.temporary());
}

TEST(FileWriter, begins_new_files_only) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder / "victim") << "precious";
  std::filesystem::create_symlink(folder / "victim", folder / "link");
  EXPECT_THROW(FileWriter(folder / "link", folder / "link"), Error);
  EXPECT_THROW(FileWriter(folder / "victim", folder / "victim"), Error);
  EXPECT_EQ(content(folder / "victim"), "precious");
}

TEST(AtomicFile, writes_through_a_link_as_the_shell_does) {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "disk");
  std::ofstream(folder / "disk/poses.txt") << "old";
  std::filesystem::create_symlink("disk/poses.txt", folder / "link");
  std::filesystem::create_symlink("disk/new.txt", folder / "dangling");
  write_text_atomically(folder / "link", "new");
  write_text_atomically(folder / "dangling", "first");
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
  EXPECT_EQ(content(folder / "disk/poses.txt"), "new");
  EXPECT_EQ(content(folder / "disk/new.txt"), "first");
  EXPECT_THAT(entries_of(folder / "disk"), ::testing::ElementsAre("new.txt", "poses.txt"));
  std::filesystem::create_symlink("circle", folder / "circle");
  EXPECT_THROW(write_text_atomically(folder / "circle", "text"), Error);
}

TEST(AtomicFile, does_not_follow_another_users_link_in_a_folder_for_everybody) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root, to make another user's link";
  const testing::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "tmp");
  ::chmod((folder / "tmp").c_str(), 01777);
  std::ofstream(folder / "victim") << "precious";
  std::filesystem::create_symlink(folder / "victim", folder / "tmp/out");
  ASSERT_EQ(::lchown((folder / "tmp/out").c_str(), 12345, 12345), 0);
  EXPECT_THROW(write_text_atomically(folder / "tmp/out", "text"), Error);
  EXPECT_EQ(content(folder / "victim"), "precious");
}

TEST(AtomicFile, replaces_no_device_and_no_folder) {
  const testing::TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
  std::filesystem::create_symlink("/dev/full", folder / "device");
  std::filesystem::create_directory(folder / "folder");
  for (const auto& path :
       {folder / "fifo", folder / "device", folder / "folder", std::filesystem::path("/dev/full")})
    EXPECT_THROW(write_text_atomically(path, "text"), Error) << path;
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST(AtomicFile, what_a_killed_process_left_goes_with_the_next_and_nothing_else_does) {
  const testing::TemporaryFolder folder;
  killed([&] {
    const AtomicFile file(folder / "poses.txt");
    std::ofstream(file.temporary()) << "half";
    ::kill(::getpid(), SIGKILL);
  });
  ASSERT_EQ(entries_of(folder.path()).size(), 1U);
  std::filesystem::create_directory(folder / ".solopose-tmp-notours");
  std::ofstream(folder / ".solopose-tmp-aaaaaa") << "a file of that name";
  std::filesystem::create_directory(folder / "elsewhere");
  std::ofstream(folder / "elsewhere/kept") << "kept";
  std::filesystem::create_directory_symlink(folder / "elsewhere", folder / ".solopose-tmp-bbbbbb");
  std::ofstream(folder / "poses.txt.123.tmp") << "somebody's";
  std::filesystem::create_directory(folder / ".solopose-tmp-photos");
  std::ofstream(folder / ".solopose-tmp-photos/mine.jpg") << "a person's";
  const AtomicFile alive(folder / "alive.txt");
  std::ofstream(alive.temporary()) << "being written";

  write_text_atomically(folder / "poses.txt", "whole");
  EXPECT_EQ(content(folder / "poses.txt"), "whole");
  EXPECT_EQ(content(alive.temporary()), "being written");
  EXPECT_EQ(content(folder / "elsewhere/kept"), "kept");
  EXPECT_EQ(content(folder / ".solopose-tmp-photos/mine.jpg"), "a person's");
  EXPECT_THAT(
      entries_of(folder.path()),
      ::testing::UnorderedElementsAre(".solopose-tmp-aaaaaa", ".solopose-tmp-bbbbbb", ".solopose-tmp-notours",
                                      ".solopose-tmp-photos", "elsewhere", "poses.txt", "poses.txt.123.tmp",
                                      alive.temporary().parent_path().filename().string()));
}

TEST(AtomicFile, a_file_that_may_grow_no_further_is_an_error_and_the_old_one_stays) {
  const testing::TemporaryFolder folder;
  write_text_atomically(folder / "poses.txt", "old");
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      write_text_atomically(folder / "poses.txt", std::string(150'000, 'x'));
    } catch (const Error&) {
      ::_exit(7);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_EQ(content(folder / "poses.txt"), "old");
}

TEST(WriteError, says_that_the_disk_is_full_and_what_is_missing) {
  const testing::TemporaryFolder folder;
  try {
    throw_write_error(folder / "poses.npz", ENOSPC, std::uint64_t{1} << 60U);
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("the disk is full"));
    EXPECT_THAT(error.what(), ::testing::HasSubstr("more are needed"));
    EXPECT_THAT(error.what(), ::testing::HasSubstr("poses.npz: cannot be written"));
  }
}

TEST(WriteError, says_that_the_disk_takes_no_more_files) {
  const testing::TemporaryFolder folder;
  constexpr int not_allowed = 77;
  const pid_t child = ::fork();
  if (child == 0) {
    const char* place = folder.path().c_str();
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", place, "tmpfs", 0, "size=1m,nr_inodes=2") != 0)
      ::_exit(not_allowed);
    std::ofstream(folder / "the only one") << "text";
    std::string said;
    try {
      write_text_atomically(folder / "second", "text");
    } catch (const Error& error) {
      said = error.what();
    }
    ::_exit(said.ends_with("second: cannot be written: the disk cannot hold any more files") ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == not_allowed) GTEST_SKIP() << "mounting is not allowed here";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(AtomicFolder, appears_whole_takes_an_empty_folders_place_and_its_mode) {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "empty");
  ::chmod((folder / "empty").c_str(), 0750);
  for (const char* name : {"empty", "new/inner", "slash/"}) {
    AtomicFolder whole(folder / name);
    std::filesystem::create_directory(whole.temporary() / "sub");
    std::ofstream(whole.temporary() / "sub/file") << "text";
    EXPECT_FALSE(std::filesystem::exists(folder / name / std::filesystem::path("sub")));
    whole.commit();
    EXPECT_EQ(content(folder / name / std::filesystem::path("sub/file")), "text");
  }
  EXPECT_EQ(mode_of(folder / "empty"), 0750U);
  EXPECT_THAT(entries_of(folder.path()), ::testing::ElementsAre("empty", "new", "slash"));
}

TEST(AtomicFolder, refuses_what_is_no_empty_folder_and_leaves_nothing) {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "full/sub");
  std::ofstream(folder / "file") << "text";
  EXPECT_THROW(AtomicFolder(folder / "full"), Error);
  EXPECT_THROW(AtomicFolder(folder / "file"), Error);
  EXPECT_THROW(AtomicFolder("."), Error);
  { const AtomicFolder never(folder / "never"); }
  EXPECT_THAT(entries_of(folder.path()), ::testing::ElementsAre("file", "full"));
}

TEST(AtomicFolder, loses_nothing_that_somebody_put_there_meanwhile) {
  const testing::TemporaryFolder folder;
  AtomicFolder whole(folder / "run");
  std::filesystem::create_directory(folder / "run");
  std::ofstream(folder / "run/theirs") << "theirs";
  EXPECT_THROW(whole.commit(), Error);
  EXPECT_EQ(content(folder / "run/theirs"), "theirs");
}

TEST(Fingerprint, differs_in_one_bit_and_agrees_with_the_reference_of_xxhash) {
  const testing::TemporaryFolder folder;
  write_text_atomically(folder / "a", "");
  write_text_atomically(folder / "b", std::string(3'000'000, 'x'));
  std::string other(3'000'000, 'x');
  other.back() = 'y';
  write_text_atomically(folder / "c", other);
  EXPECT_EQ(fingerprint_of_file(folder / "a"),
            "99aa06d3014798d86001c324468d497f");  // XXH128 of nothing, seed 0
  EXPECT_NE(fingerprint_of_file(folder / "b"), fingerprint_of_file(folder / "c"));
  EXPECT_THROW(fingerprint_of_file(folder / "none"), Error);
}

}  // namespace
}  // namespace solopose
