// What was removed, what is damaged, what cannot be edited: how the window says it.
#include <fstream>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>
#include <QUndoStack>

#include "app/gui/check_dialog.h"
#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/trash_dialog.h"
#include "core/augmotion/export.h"
#include "core/project/catalog.h"
#include "core/project/project.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/session/job_runner.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

class ProjectCare : public MainWindowTest {
 protected:
  std::size_t datasets() const { return session->catalog()->datasets.size(); }
  QString firstDataset() const { return QString::fromStdString(session->catalog()->datasets.front().name); }
  void removeFirst() {
    session->remove({session->catalog()->datasets.front().id}, {});
    ASSERT_TRUE(waitForIdle());
  }
  /// The window in both themes, for people to judge.
  void pictures(const char* name, QWidget* dialog = nullptr) {
    const QString folder = qEnvironmentVariable("SOLOPOSE_PICTURES");
    if (folder.isEmpty()) return;
    window->resize(1280, 800);
    for (const auto mode : {Theme::Mode::light, Theme::Mode::dark}) {
      Theme::instance().setMode(mode);
      QTest::qWait(200);
      QPixmap picture = window->grab();
      if (dialog != nullptr) picture = dialog->grab();
      picture.save(
          QStringLiteral("%1/%2-%3.png").arg(folder, name, mode == Theme::Mode::light ? "light" : "dark"));
    }
  }
};

TEST_F(ProjectCare, a_removal_says_what_goes_and_offers_undo) {
  openDemo();
  const auto before = datasets();
  const QString name = firstDataset();
  removeFirst();
  ASSERT_EQ(window->messages()->messages().size(), 1);
  MessageBar* bar = window->messages()->messages().front();
  EXPECT_TRUE(bar->text().startsWith("Removed " + name + " (")) << bar->text().toStdString();
  EXPECT_TRUE(bar->text().contains("sequence"));
  EXPECT_TRUE(bar->text().contains("frame"));
  pictures("removal");
  bar->findChild<QPushButton*>()->click();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(datasets(), before);
  EXPECT_TRUE(window->messages()->messages().isEmpty());
}

TEST_F(ProjectCare, the_offered_undo_is_of_that_removal_or_of_nothing) {
  openDemo();
  removeFirst();
  session->setExcluded({session->catalog()->sequences.front().id}, true);
  ASSERT_TRUE(waitForIdle());
  EXPECT_TRUE(window->messages()->messages().isEmpty());
  pictures("excluded");
}

TEST_F(ProjectCare, what_was_removed_comes_back_from_the_trash_after_a_restart) {
  openDemo();
  const auto before = datasets();
  const QString name = firstDataset();
  removeFirst();
  closeWindow();
  openWindow();
  openDemo();
  ASSERT_EQ(datasets(), before - 1);
  action("project.trash")->trigger();
  auto* trash = window->findChild<TrashDialog*>();
  ASSERT_NE(trash, nullptr);
  auto* list = trash->findChild<QTreeWidget*>();
  ASSERT_TRUE(wait_for([&] { return list->topLevelItemCount() == 1; }));
  EXPECT_EQ(list->topLevelItem(0)->text(0), name);
  list->setCurrentItem(list->topLevelItem(0));
  pictures("trash", trash);
  for (auto* button : trash->findChildren<QPushButton*>())
    if (button->text() == "Restore") button->click();
  ASSERT_TRUE(wait_for([&] { return list->topLevelItemCount() == 0; }));
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(datasets(), before);
  session->undoStack()->undo();
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(datasets(), before - 1);
}

TEST_F(ProjectCare, the_trash_is_emptied_only_once_somebody_confirms) {
  openDemo();
  removeFirst();
  action("project.trash")->trigger();
  auto* trash = window->findChild<TrashDialog*>();
  auto* list = trash->findChild<QTreeWidget*>();
  ASSERT_TRUE(wait_for([&] { return list->topLevelItemCount() == 1; }));
  const auto ask = [&] {
    for (auto* button : trash->findChildren<QPushButton*>())
      if (button->text() == "Empty the trash…") button->click();
    return trash->findChild<QMessageBox*>("empty-trash");
  };
  auto* question = ask();
  ASSERT_NE(question, nullptr);
  QTest::keyClick(question, Qt::Key_Return);
  ASSERT_TRUE(wait_for([&] { return trash->findChild<QMessageBox*>("empty-trash") == nullptr; }));
  EXPECT_EQ(list->topLevelItemCount(), 1);
  question = ask();
  for (QAbstractButton* button : question->buttons())
    if (question->buttonRole(button) == QMessageBox::DestructiveRole) button->click();
  ASSERT_TRUE(wait_for([&] { return list->topLevelItemCount() == 0; }));
  // What was in it cannot be undone any more, and says so.
  session->undoStack()->undo();
  ASSERT_TRUE(waitForIdle());
  const QString refused = window->messages()->messages().last()->text();
  EXPECT_TRUE(refused.startsWith("Not undone: ")) << refused.toStdString();
  EXPECT_TRUE(refused.endsWith("The trash has been emptied since")) << refused.toStdString();
  EXPECT_FALSE(action("edit.undo")->isEnabled());
}

TEST_F(ProjectCare, a_closed_list_of_the_trash_asks_for_nothing_any_more) {
  openDemo();
  action("project.trash")->trigger();
  auto* trash = window->findChild<TrashDialog*>();
  ASSERT_NE(trash, nullptr);
  trash->accept();
  ASSERT_TRUE(wait_for([this] { return window->findChild<TrashDialog*>() == nullptr; }));
  ASSERT_TRUE(waitForIdle());
  QSignalSpy listed(session.get(), &Session::trashListed);
  removeFirst();
  EXPECT_EQ(listed.count(), 0);
  session->closeProject();
  ASSERT_TRUE(waitForIdle());
  EXPECT_TRUE(window->messages()->messages().isEmpty());
}

TEST_F(ProjectCare, a_check_says_that_all_is_whole_or_what_is_not) {
  openDemo();
  action("project.check")->trigger();
  ASSERT_TRUE(wait_for([this] { return window->findChild<CheckDialog*>() != nullptr; }));
  auto* dialog = window->findChild<CheckDialog*>();
  EXPECT_EQ(dialog->findChild<QLabel*>("verdict")->text(), "The project is whole");
  dialog->accept();
  ASSERT_TRUE(wait_for([this] { return window->findChild<CheckDialog*>() == nullptr; }));
  const auto file = *scratch / "demo" / session->catalog()->sequences.front().pose_file;
  {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2));
    bytes << "spoiled by somebody";
  }
  action("project.check")->trigger();
  ASSERT_TRUE(wait_for([this] { return window->findChild<CheckDialog*>() != nullptr; }));
  dialog = window->findChild<CheckDialog*>();
  const QString text = dialog->findChild<QPlainTextEdit*>()->toPlainText();
  EXPECT_TRUE(dialog->findChild<QLabel*>("verdict")->text().contains("damaged"));
  EXPECT_TRUE(text.contains(QString::fromStdString(session->catalog()->sequences.front().pose_file)));
  pictures("check", dialog);
  for (auto* button : dialog->findChildren<QPushButton*>())
    if (button->text() == "Copy") button->click();
  EXPECT_TRUE(QGuiApplication::clipboard()->text().endsWith(text));
}

TEST_F(ProjectCare, a_stale_alignment_of_a_read_only_project_is_said_without_offering_what_cannot_be) {
  openDemo();
  MessageBar* banner = window->messages()->staleBanner();
  auto* align = banner->findChild<QPushButton*>();
  removeFirst();
  ASSERT_TRUE(banner->isVisible());
  EXPECT_TRUE(align->isVisible());
  session->closeProject();
  ASSERT_TRUE(waitForIdle());
  std::filesystem::rename(*scratch / "demo" / "poses", *scratch / "poses");
  std::filesystem::create_directory_symlink(*scratch / "poses", *scratch / "demo" / "poses");
  openDemo();
  EXPECT_TRUE(banner->isVisible());
  EXPECT_FALSE(align->isVisible());
}

TEST_F(ProjectCare, a_project_that_is_read_only_says_so_and_cannot_be_edited) {
  std::filesystem::rename(*scratch / "demo" / "poses", *scratch / "poses");
  std::filesystem::create_directory_symlink(*scratch / "poses", *scratch / "demo" / "poses");
  openDemo();
  auto* badge = window->findChild<QLabel*>("read-only");
  ASSERT_TRUE(badge->isVisible());
  EXPECT_TRUE(badge->toolTip().contains("symbolic link")) << badge->toolTip().toStdString();
  for (const char* id : {"file.import", "align.now", "data.rename-dataset", "data.remove-dataset",
                         "data.delete", "data.reimport-dataset", "data.independent-test"})
    EXPECT_FALSE(action(id)->isEnabled()) << id;
  EXPECT_TRUE(action("file.export")->isEnabled());
  pictures("read-only");
  session->setExcluded({session->catalog()->sequences.front().id}, true);
  ASSERT_TRUE(waitForIdle());
  EXPECT_EQ(window->messages()->messages().size(), 1);
  session->exportPoses(QString::fromStdString((*scratch / "out.npz").string()), {});
  ASSERT_TRUE(waitForIdle());
  EXPECT_TRUE(std::filesystem::exists(*scratch / "out.npz"));
  EXPECT_EQ(window->messages()->messages().size(), 1) << "no log can be kept, which is no failure";
}

TEST_F(ProjectCare, the_question_before_leaving_tells_what_stopping_means) {
  openDemo();
  session->jobs()->start("Import into walk", [](const JobContext& context) {
    while (!context.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    context.throw_if_stopped();
  });
  action("file.close")->trigger();
  auto* question = window->findChild<QMessageBox*>("stop-jobs");
  ASSERT_NE(question, nullptr);
  EXPECT_EQ(question->defaultButton()->text(), "Cancel");
  pictures("guard", question);
  question->reject();
  session->jobs()->cancelAll();
  ASSERT_TRUE(waitForIdle());
}

}  // namespace
}  // namespace solopose::testing
