#include "core/base/user_folders.h"

#include <cstdlib>
#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace solopose {
namespace {

/// An environment variable for as long as it lives; nullptr: not set.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* was = std::getenv(name)) was_ = was;
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  ~Variable() { was_.empty() ? ::unsetenv(name_) : ::setenv(name_, was_.c_str(), 1); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::string was_;
};

TEST(UserFolders, data_lies_where_the_specification_says) {
  const Variable home("HOME", "/home/somebody");
  {
    const Variable data("XDG_DATA_HOME", "/data");
    EXPECT_EQ(user_data_folder("models"), "/data/solopose-studio/models");
  }
  const Variable data("XDG_DATA_HOME", nullptr);
  EXPECT_EQ(user_data_folder("models"), "/home/somebody/.local/share/solopose-studio/models");
  const Variable relative("XDG_DATA_HOME", "data");
  EXPECT_EQ(user_data_folder("models"), "/home/somebody/.local/share/solopose-studio/models");
}

TEST(UserFolders, without_a_home_nothing_is_looked_for_where_the_program_is_started) {
  const Variable data("XDG_DATA_HOME", nullptr);
  for (const char* home : {static_cast<const char*>(nullptr), "", "here"}) {
    const Variable none("HOME", home);
    EXPECT_EQ(user_data_folder("models"), "");
  }
}

}  // namespace
}  // namespace solopose
