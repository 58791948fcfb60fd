#include <optional>

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  std::optional<QApplication> application;
  if (!::testing::GTEST_FLAG(list_tests)) {    // a list needs no screen
    QStandardPaths::setTestModeEnabled(true);  // settings of tests never touch the user's
    application.emplace(argc, argv);
    QApplication::setOrganizationName("solopose-tests");
    QApplication::setApplicationName("solopose-tests");
  }
  return RUN_ALL_TESTS();
}
