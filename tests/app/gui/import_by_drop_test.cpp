#include <fstream>

#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "app/gui/import_dialog.h"
#include "app/gui/message_area.h"
#include "app/gui/message_bar.h"
#include "app/gui/workspace.h"
#include "core/project/catalog.h"
#include "core/project/project.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"

namespace solopose::testing {
namespace {

const char* const trc =
    "PathFileType\t4\t(X/Y/Z)\twalk.trc\n"
    "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
    "60\t60\t2\t4\tm\t60\t0\t2\n"
    "Frame#\tTime\tHip\t\t\tNeck\t\t\tLShoulder\t\t\tRShoulder\t\t\n"
    "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3\tX4\tY4\tZ4\n\n"
    "1\t0.0\t0\t1\t0\t0\t1.5\t0\t0.2\t1.5\t0\t-0.2\t1.5\t0\n"
    "2\t0.0167\t0\t1\t0\t0\t1.5\t0\t0.2\t1.5\t0\t-0.2\t1.5\t0\n";

void drop(QWidget* target, const QStringList& paths) {
  QMimeData data;
  QList<QUrl> urls;
  for (const QString& path : paths) urls += QUrl::fromLocalFile(path);
  data.setUrls(urls);
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(target, &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(target, &event);
}

class ImportByDrop : public MainWindowTest {
 protected:
  QString write(const std::string& name, const std::string& text) {
    std::ofstream(*scratch / name) << text;
    return QString::fromStdString((*scratch / name).string());
  }
  /// The dialog that a drop opens, once it is there.
  ImportDialog* asked() {
    EXPECT_TRUE(wait_for([&] { return window->findChild<ImportDialog*>() != nullptr; }));
    return window->findChild<ImportDialog*>();
  }
};

TEST_F(ImportByDrop, a_file_is_asked_about_and_then_imported_with_its_format_guessed) {
  openDemo();
  const auto before = session->catalog()->sequences.size();
  const QString file = write("walk.trc", trc);
  drop(window.get(), {file});
  ImportDialog* dialog = asked();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->paths(), QStringList{file});
  EXPECT_EQ(session->catalog()->sequences.size(), before) << "nothing is written before somebody says so";
  dialog->accept();
  EXPECT_TRUE(wait_for([&] { return session->catalog()->sequences.size() == before + 1; }));
  ASSERT_FALSE(window->messages()->messages().isEmpty());
  EXPECT_TRUE(window->messages()->messages().front()->text().contains("1 sequence"))
      << window->messages()->messages().front()->text().toStdString();
}

TEST_F(ImportByDrop, a_folder_is_asked_about_as_a_whole) {
  openDemo();
  std::filesystem::create_directory(*scratch / "takes");
  write("takes/walk.trc", trc);
  write("takes/notes.txt", "a remark");
  const QString takes = QString::fromStdString((*scratch / "takes").string());
  drop(window.get(), {takes});
  ImportDialog* dialog = asked();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->paths(), QStringList{takes});
  dialog->reject();
}

TEST_F(ImportByDrop, a_project_folder_is_opened) {
  drop(window.get(), {demoFolder()});
  EXPECT_TRUE(wait_for([&] { return session->hasProject(); }));
}

TEST_F(ImportByDrop, the_database_of_a_project_opens_the_project) {
  drop(window.get(), {demoFolder() + "/project.sqlite"});
  EXPECT_TRUE(wait_for([&] { return session->hasProject(); }));
}

TEST_F(ImportByDrop, files_dropped_without_a_project_go_into_the_new_one_that_is_asked_for) {
  drop(window.get(), {write("walk.trc", trc)});
  ASSERT_TRUE(wait_for([&] { return window->findChild<QFileDialog*>() != nullptr; }));
  auto* dialog = window->findChild<QFileDialog*>();
  Q_EMIT dialog->fileSelected(QString::fromStdString((*scratch / "fresh").string()));
  dialog->close();
  ImportDialog* import = asked();
  ASSERT_NE(import, nullptr);
  import->accept();
  EXPECT_TRUE(wait_for([&] { return session->catalog()->sequences.size() == 1; }));
}

TEST_F(ImportByDrop, files_whose_new_project_nobody_wanted_go_into_no_other) {
  drop(window.get(), {write("walk.trc", trc)});
  ASSERT_TRUE(wait_for([&] { return window->findChild<QFileDialog*>() != nullptr; }));
  window->findChild<QFileDialog*>()->reject();
  ASSERT_TRUE(wait_for([&] { return window->findChild<QFileDialog*>() == nullptr; }));
  QSignalSpy imported(session.get(), &Session::imported);
  openDemo();
  EXPECT_FALSE(imported.wait(300));
  EXPECT_EQ(window->findChild<ImportDialog*>(), nullptr);
}

TEST_F(ImportByDrop, files_dropped_on_one_project_go_into_no_other_that_is_opened_meanwhile) {
  { const Project project = Project::create(*scratch / "other"); }
  const QString other = QString::fromStdString((*scratch / "other").string());
  openDemo();
  drop(window.get(), {write("walk.trc", trc)});
  session->openProject(other);
  ASSERT_TRUE(wait_for([&] { return session->projectFolder() == other; }));
  QTest::qWait(500);  // what looks into the files has come back by then
  ASSERT_TRUE(waitForIdle());
  EXPECT_TRUE(session->catalog()->sequences.empty());
}

TEST_F(ImportByDrop, an_unknown_file_is_asked_about) {
  openDemo();
  const QString file = write("walk.xyz", "nothing that a reader knows");
  drop(window.get(), {file});
  ImportDialog* dialog = asked();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->paths(), QStringList{file});
  dialog->setFormat("trc");
  EXPECT_EQ(dialog->options().format, "trc");
  dialog->reject();
}

TEST_F(ImportByDrop, problems_lead_to_the_data_workspace) {
  openDemo();
  window->showWorkspace("align");
  ImportOptions options;
  options.format = "trc";
  options.paths = {(*scratch / "good.trc"), (*scratch / "bad.trc")};
  write("good.trc", trc);
  write("bad.trc", "PathFileType\t4\t(X/Y/Z)\tbad.trc\nDataRate\n");
  session->importFiles(options);
  ASSERT_TRUE(wait_for([&] { return !window->messages()->messages().isEmpty(); }));
  MessageBar* bar = window->messages()->messages().back();
  EXPECT_TRUE(bar->text().contains("could not be read")) << bar->text().toStdString();
  QTest::mouseClick(bar->findChild<QPushButton*>(), Qt::LeftButton);
  EXPECT_EQ(window->currentWorkspace()->id(), "data");
}

}  // namespace
}  // namespace solopose::testing
