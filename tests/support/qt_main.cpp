#include <QApplication>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  if (::testing::GTEST_FLAG(list_tests)) return RUN_ALL_TESTS();  // a list needs no screen
  // Settings of tests touch neither the user's nor those of other tests at the same time.
  const QTemporaryDir home;
  qputenv("HOME", home.path().toUtf8());
  for (const char* folder : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
    qunsetenv(folder);
  QStandardPaths::setTestModeEnabled(true);
  QApplication application(argc, argv);
  QApplication::setOrganizationName("solopose-tests");
  QApplication::setApplicationName("solopose-tests");
  return RUN_ALL_TESTS();
}
