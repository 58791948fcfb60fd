#include "tests/app/gui/main_window_fixture.h"

#include "tests/support/demo_project.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {

void MainWindowTest::SetUp() {
  QSettings().clear();
  Theme::instance().setColours(Theme::Mode::light);
  scratch = std::make_unique<TemporaryFolder>();
  std::filesystem::copy(demo_project(), *scratch / "demo", std::filesystem::copy_options::recursive);
  language = std::make_unique<Language>();
  language->choose("en");
  openWindow();
}

void MainWindowTest::TearDown() {
  closeWindow();
  language.reset();
}

void MainWindowTest::openWindow() {
  session = std::make_unique<Session>();
  window = std::make_unique<MainWindow>(session.get(), language.get());
  Theme::instance().setMode(Theme::instance().mode());  // as the program begins
  window->show();
  window->activateWindow();  // no window manager does it, and without it no shortcut works
  ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
}

void MainWindowTest::closeWindow() {
  if (window != nullptr) window->close();
  window.reset();
  session.reset();
}

void MainWindowTest::openDemo() {
  session->openProject(demoFolder());
  ASSERT_TRUE(waitForIdle());
  ASSERT_TRUE(session->hasProject());
}

bool MainWindowTest::waitForIdle() {
  QCoreApplication::processEvents();
  return wait_for([this] { return session->isIdle(); });
}

QAction* MainWindowTest::action(const char* id) const { return window->actions()->action(id); }

QString MainWindowTest::demoFolder() const { return QString::fromStdString((*scratch / "demo").string()); }

}  // namespace solopose::testing
