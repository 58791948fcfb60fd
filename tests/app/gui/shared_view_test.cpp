#include <gtest/gtest.h>
#include <QAction>
#include <QFileDialog>
#include <QJsonDocument>

#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/view_state_keeper.h"
#include "app/gui/workspace.h"
#include "core/project/catalog.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/cursor/cursor.h"

namespace solopose::testing {
namespace {

class SharedViewTest : public MainWindowTest {
 protected:
  QString file() const { return QString::fromStdString((*scratch / "view.json").string()); }
  void chooseFile(const char* id, const QString& chosen) {
    action(id)->trigger();
    auto* dialog = window->findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(chosen);
    dialog->close();
    ASSERT_TRUE(waitForIdle());
  }
};

TEST_F(SharedViewTest, opens_the_same_view_in_another_window) {
  openDemo();
  const SequenceRecord& looked_at = session->catalog()->sequences.back();
  session->cursor()->setSequence(looked_at.id, looked_at.frames, 7);
  window->showWorkspace("quality");
  ASSERT_TRUE(waitForIdle());
  chooseFile("view.share", file());
  ASSERT_EQ(window->messages()->messages().size(), 1);
  EXPECT_TRUE(window->messages()->messages().front()->text().contains("view.json"));
  const ViewState state = window->viewState()->current();
  const std::string name = looked_at.name;

  closeWindow();
  openWindow();
  openDemo();
  session->cursor()->setSequence(session->catalog()->sequences.front().id, 30, 2);
  window->showWorkspace("data");
  chooseFile("view.open-shared", file());
  EXPECT_EQ(window->currentWorkspace()->id(), "quality");
  EXPECT_EQ(session->catalog()->sequence(session->cursor()->sequence())->name, name);
  EXPECT_EQ(session->cursor()->frame(), 7);
  const ViewState now = window->viewState()->current();
  const auto text_of = [](const QJsonValue& panel) {
    return QJsonDocument(panel.toObject()).toJson().toStdString();
  };
  for (const QString& id : state.panels.keys())
    EXPECT_EQ(text_of(now.panels[id]), text_of(state.panels[id])) << qPrintable(id);
  EXPECT_EQ(now, state);
}

TEST_F(SharedViewTest, says_what_is_not_in_this_project_and_what_is_no_view) {
  openDemo();
  ViewState{.workspace = "align", .sequence = "no/such/one/here", .frame = 3, .panels = {}}.share(file());
  chooseFile("view.open-shared", file());
  EXPECT_EQ(window->currentWorkspace()->id(), "align");
  ASSERT_EQ(window->messages()->messages().size(), 1);
  EXPECT_TRUE(window->messages()->messages().front()->text().contains("no/such/one/here"));
  chooseFile("view.open-shared", demoFolder() + "/project.sqlite");
  ASSERT_EQ(window->messages()->messages().size(), 2);
  EXPECT_TRUE(window->messages()->messages().back()->text().contains("project.sqlite"));
}

TEST_F(SharedViewTest, escape_takes_messages_away_the_newest_first) {
  window->messages()->showNotice("first");
  window->messages()->showNotice("second");
  QTest::keyClick(window.get(), Qt::Key_Escape);
  ASSERT_EQ(window->messages()->messages().size(), 1);
  EXPECT_EQ(window->messages()->messages().front()->text(), "first");
  QTest::keyClick(window.get(), Qt::Key_Escape);
  EXPECT_TRUE(window->messages()->messages().isEmpty());
}

}  // namespace
}  // namespace solopose::testing
