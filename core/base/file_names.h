#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace solopose {

/// A name that came from somewhere else (a sequence's, a camera's) as the name of one file or folder that
/// every system can hold and nobody mistakes: what is no UTF-8, control characters, marks that turn the
/// direction of writing or have no width, and / \ : * ? " < > | become '_'; so does what begins with a dot or
/// a dash or ends with a dot or a space; names of devices (CON, LPT1) get a '_' before them. At most
/// `most_bytes`, cut between letters; never empty.
std::string safe_file_name(std::string_view name, std::size_t most_bytes = 255);

/// Paths for files named after other things, below one folder. No two of them are the same where capitals are
/// not told from small letters: the second one is called "NAME (2)".
class FileNames {
 public:
  /// `name` may have several parts, "dataset/subject/take/view", which become folders. `ending` has its dot.
  std::filesystem::path add(std::string_view name, std::string_view ending);

 private:
  std::set<std::string> taken_;
};

}  // namespace solopose
