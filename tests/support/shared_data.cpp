#include "tests/support/shared_data.h"

#include <cstdlib>
#include <stdexcept>

namespace solopose::testing {
namespace fs = std::filesystem;

fs::path shared_data() {
  if (const char* folder = std::getenv("SOLOPOSE_DATA"))
    return fs::is_directory(folder) ? fs::path(folder) : fs::path();
  const fs::path beside = fs::path(SOLOPOSE_SOURCE_DIR).parent_path() / "shared" / "data";
  return fs::is_directory(beside) ? beside : fs::path();
}

fs::path shared_case(const std::string& name) {
  const fs::path data = shared_data();
  const fs::path folder = fs::absolute(data).lexically_normal().parent_path() / "cases" / name;
  return !data.empty() && fs::is_directory(folder) ? folder : fs::path();
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "solopose-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder: " + pattern);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace solopose::testing
