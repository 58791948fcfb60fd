#pragma once

#include <filesystem>
#include <memory>

#include <gtest/gtest.h>
#include <QString>

#include "app/gui/language.h"
#include "app/gui/main_window.h"
#include "tests/support/shared_data.h"
#include "widgets/session/session.h"

class QAction;

namespace solopose::testing {

/// A window on a fresh copy of the demo project, which is made once for all tests.
class MainWindowTest : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  /// A new window with the settings the last one has left.
  void openWindow();
  void closeWindow();
  /// Open the copy of the demo project and wait until everything is there.
  void openDemo();
  bool waitForIdle();
  QAction* action(const char* id) const;
  QString demoFolder() const;

  std::unique_ptr<TemporaryFolder> scratch;
  std::unique_ptr<Language> language;
  std::unique_ptr<Session> session;
  std::unique_ptr<MainWindow> window;
};

}  // namespace solopose::testing
