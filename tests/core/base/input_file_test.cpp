#include "core/base/input_file.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::TemporaryFolder;

struct InputFileTest : ::testing::Test {
  void make_socket(const fs::path& path) {
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(descriptor);
  }
  std::string error(const fs::path& path) {
    try {
      InputFile file(path);
    } catch (const Error& failure) {
      return failure.what();
    }
    return "";
  }
  TemporaryFolder folder;
};

TEST_F(InputFileTest, whatever_is_no_regular_file_is_refused_at_once_and_named) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  make_socket(folder / "socket");
  fs::create_directory(folder / "folder");
  fs::create_symlink("nowhere", folder / "broken");
  fs::create_symlink("circle", folder / "circle");
  fs::create_symlink(folder / "pipe", folder / "link-to-pipe");
  EXPECT_THAT(error(folder / "pipe"), AllOf(HasSubstr("pipe"), HasSubstr("a FIFO")));
  EXPECT_THAT(error(folder / "link-to-pipe"), HasSubstr("a FIFO"));
  EXPECT_THAT(error(folder / "socket"), HasSubstr("a socket"));
  EXPECT_THAT(error(folder / "folder"), HasSubstr("a folder"));
  EXPECT_THAT(error("/dev/zero"), HasSubstr("a device"));
  EXPECT_THAT(error(folder / "none"), HasSubstr("none: cannot be opened for reading"));
  EXPECT_THAT(error(folder / "broken"), HasSubstr("broken"));
  EXPECT_THAT(kind_unless_file(folder / "broken"), HasSubstr("a link to nothing"));
  EXPECT_THAT(kind_unless_file(folder / "circle"), HasSubstr("a link to nothing"));
  EXPECT_THROW(fingerprint_of_file(folder / "pipe"), Error);
}

TEST_F(InputFileTest, a_link_is_no_file_that_a_folder_keeps_for_itself) {
  std::ofstream(folder / "file") << "x";
  fs::create_symlink("file", folder / "link");
  fs::create_symlink("nowhere", folder / "broken");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(kind_unless_own_file(folder / "file"), "");
  EXPECT_EQ(kind_unless_own_file(folder / "none"), "");
  EXPECT_EQ(kind_unless_own_file(folder / "link"), "a link");
  EXPECT_EQ(kind_unless_own_file(folder / "broken"), "a link");
  EXPECT_EQ(kind_unless_own_file(folder / "pipe"), "a FIFO");
  EXPECT_THROW(require_own_file(folder / "link"), FormatError);
}

TEST_F(InputFileTest, reads_to_the_end_and_no_further) {
  std::ofstream(folder / "seven") << "1234567";
  InputFile file(folder / "seven");
  EXPECT_EQ(file.size(), 7U);
  std::vector<std::uint8_t> bytes(5);
  EXPECT_EQ(file.read(bytes), 5U);
  EXPECT_EQ(file.read(bytes), 2U);
  EXPECT_EQ(bytes[1], '7');
  EXPECT_EQ(file.read(bytes), 0U);
  EXPECT_EQ(kind_unless_file(folder / "seven"), "");
}

TEST_F(InputFileTest, a_fingerprint_listens_while_it_reads) {
  std::ofstream(folder / "large") << std::string(5 << 20, 'x');
  std::stop_source stop;
  stop.request_stop();
  JobContext context;
  context.stop = stop.get_token();
  EXPECT_THROW(fingerprint_of_file(folder / "large", context), Cancelled);
}

}  // namespace
}  // namespace solopose
