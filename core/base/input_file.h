#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace solopose {

/// A regular file, open for reading. Pipes, sockets and devices are refused before a byte is read: they would
/// be waited for, may never end, and reading can change them.
class InputFile {
 public:
  /// @throws Error when the file is missing or not readable; FormatError when something else stands there.
  explicit InputFile(std::filesystem::path file);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  std::uintmax_t size() const { return size_; }  ///< bytes, when it was opened
  /// The next bytes; fewer than asked for only at the file's end. @throws Error.
  std::size_t read(std::span<std::uint8_t> bytes);
  /// The descriptor, whose closing is then the caller's.
  int release();

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
  std::uintmax_t size_ = 0;
};

/// What stands at a path when it is no regular file: "a FIFO", "a folder", "a link to nothing"; empty when it
/// is one. Opens nothing, follows links.
std::string kind_unless_file(const std::filesystem::path& path);

/// The same of a file that a folder keeps for itself, read and written without anybody asking: "a link" too,
/// because in a folder that comes from somebody else it may lead anywhere. Empty also when nothing is there.
std::string kind_unless_own_file(const std::filesystem::path& path);
/// @throws FormatError saying which kind.
void require_own_file(const std::filesystem::path& path);

}  // namespace solopose
