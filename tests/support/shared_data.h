#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace solopose::testing {

/// The folder of real recordings: $SOLOPOSE_DATA, else ../shared/data beside the source tree. Empty when
/// neither is there.
std::filesystem::path shared_data();

/// A folder of ../shared/cases: small inputs that users meet, with their right values beside them in
/// expected.json and expected.npz. It stands beside shared_data(); empty when it is not there.
std::filesystem::path shared_case(const std::string& name);

/// A fresh folder that is removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace solopose::testing

/// First line of a test that needs real recordings.
#define REQUIRE_SHARED_DATA() \
  if (solopose::testing::shared_data().empty()) GTEST_SKIP() << "no shared data: set SOLOPOSE_DATA"

/// The same for a test on a folder of ../shared/cases.
#define REQUIRE_SHARED_CASE(name)                   \
  if (solopose::testing::shared_case(name).empty()) \
  GTEST_SKIP() << "no shared case " << (name) << ": set SOLOPOSE_DATA"
