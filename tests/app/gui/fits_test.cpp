#include <gtest/gtest.h>
#include <QLabel>
#include <QScreen>
#include <QStyle>

#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/workspace.h"
#include "tests/app/gui/window_walk.h"
#include "tests/support/waiting.h"

namespace solopose::testing {
namespace {

/// 1024x640 less what a window manager draws around a window.
constexpr QSize least(1016, 602);
constexpr const char* long_message =
    "Something went wrong while a file was read, and this sentence says at some length which file it was, "
    "what "
    "had been expected to stand in it, and what was found there instead";

/// On the smallest screen that the studio is made for. ctest runs these at larger scales, too.
class FitsTest : public WindowWalkTest {
 protected:
  void expectFits(const char* language_code) {
    openAt(least, language_code);
    inEveryWorkspace([this](const QWidget* widget, const QString& workspace) {
      EXPECT_EQ(window->size(), least) << qPrintable(workspace);
      EXPECT_FALSE(reaches_outside(widget, window.get()))
          << qPrintable(workspace) << ": " << qPrintable(described(widget));
      const auto* label = qobject_cast<const QLabel*>(widget);
      if (label != nullptr && label->wordWrap()) return;
      EXPECT_TRUE(cut_text(widget).isEmpty())
          << qPrintable(workspace) << ": \"" << qPrintable(cut_text(widget)) << "\", "
          << qPrintable(described(widget));
    });
    setInspectorVisible();
    for (const Workspace* workspace : window->workspaces()) {
      window->showWorkspace(workspace->id());
      rest();
      EXPECT_EQ(window->size(), least) << workspace->id().toStdString();
    }
  }
  void setInspectorVisible() { window->setPanelVisible(QStringLiteral("inspector"), true); }
};

TEST_F(FitsTest, every_workspace_fits_in_english) { expectFits("en"); }

TEST_F(FitsTest, every_workspace_fits_in_german) { expectFits("de"); }

TEST_F(FitsTest, a_narrow_window_begins_without_the_inspector_and_a_wide_one_with_it) {
  openAt(least, "en");
  EXPECT_FALSE(window->panel("inspector")->isVisible());
  setInspectorVisible();
  EXPECT_TRUE(window->panel("inspector")->isVisible());
  window->resize(1400, 800);
  action("view.panel.inspector")->trigger();
  action("view.reset-layout")->trigger();
  EXPECT_TRUE(window->panel("inspector")->isVisible());
}

TEST_F(FitsTest, messages_lie_over_the_workspace_and_push_nothing) {
  openAt(least, "en");
  const QRect before = window->currentWorkspace()->geometry();
  for (int i = 0; i < 3; ++i) window->messages()->showError(QString::fromLatin1(long_message));
  rest();
  EXPECT_EQ(window->size(), least);
  EXPECT_EQ(window->currentWorkspace()->geometry(), before);
  for (const MessageBar* bar : window->messages()->messages()) {
    EXPECT_TRUE(window->messages()->rect().contains(bar->geometry()));
    for (const QWidget* part : bar->findChildren<QWidget*>()) {
      if (!part->isVisible()) continue;
      EXPECT_TRUE(cut_text(part).isEmpty()) << qPrintable(described(part));
    }
  }
  EXPECT_TRUE(window->centralWidget()->rect().contains(window->messages()->geometry()));
}

TEST_F(FitsTest, a_failure_stays_when_notices_come_after_it) {
  window->messages()->showError(QStringLiteral("It failed"));
  for (int i = 0; i < 5; ++i) window->messages()->showNotice(QStringLiteral("Notice %1").arg(i));
  ASSERT_EQ(window->messages()->messages().size(), 3);
  EXPECT_EQ(window->messages()->messages().front()->text(), "It failed");
}

TEST_F(FitsTest, the_first_window_leaves_room_for_its_frame) {
  const QRect space = window->screen()->availableGeometry();
  const int title = window->style()->pixelMetric(QStyle::PM_TitleBarHeight);
  // Where the frame begins: without a window manager nothing is drawn there.
  EXPECT_TRUE(space.contains(QRect(window->pos(), window->size() + QSize(0, title))));
}

}  // namespace
}  // namespace solopose::testing
