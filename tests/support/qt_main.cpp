#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  QStandardPaths::setTestModeEnabled(true);  // settings of tests never touch the user's
  QApplication application(argc, argv);
  QApplication::setOrganizationName("solopose-tests");
  QApplication::setApplicationName("solopose-tests");
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
