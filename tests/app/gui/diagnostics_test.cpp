#include "app/gui/diagnostics.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QTest>
#include <QUrl>

#include <gmock/gmock.h>

#include "app/gui/message_area.h"
#include "core/base/error.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/session/job_runner.h"

namespace solopose::testing {

/// Takes the place of the desktop.
class OpenedFiles : public QObject {
  Q_OBJECT
 public:
  OpenedFiles() { QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "take"); }
  ~OpenedFiles() override { QDesktopServices::unsetUrlHandler(QStringLiteral("file")); }
  QStringList files;

 public Q_SLOTS:
  void take(const QUrl& url) { files += url.toLocalFile(); }
};

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class DiagnosticsTest : public MainWindowTest {
 protected:
  void SetUp() override {
    MainWindowTest::SetUp();
    before_ = qgetenv("XDG_STATE_HOME");
    qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*scratch / "state").string()));
  }
  void TearDown() override {
    if (before_.isNull())
      qunsetenv("XDG_STATE_HOME");
    else
      qputenv("XDG_STATE_HOME", before_);
    MainWindowTest::TearDown();
  }
  static std::vector<std::string> lines(const QString& name = Diagnostics::defaultFile()) {
    QFile file(name);
    std::vector<std::string> found;
    if (!file.open(QIODevice::ReadOnly)) return found;
    for (const QByteArray& line : file.readAll().split('\n'))
      if (!line.isEmpty()) found.push_back(line.toStdString());
    return found;
  }

 private:
  QByteArray before_;
};

TEST_F(DiagnosticsTest, begins_with_what_runs_on_what) {
  Diagnostics diagnostics(Diagnostics::defaultFile(), session.get());
  diagnostics.noteStart();
  ASSERT_EQ(lines().size(), 1U);
  EXPECT_THAT(lines()[0], HasSubstr(std::string("Qt ") + qVersion()));
  EXPECT_THAT(lines()[0], HasSubstr("SoloPose Studio"));
  EXPECT_THAT(lines()[0], ::testing::Not(HasSubstr("OpenGL: none")));
}

TEST_F(DiagnosticsTest, every_error_that_is_shown_is_a_line_and_no_more_than_one) {
  Diagnostics diagnostics(Diagnostics::defaultFile(), session.get());
  session->openProject(QStringLiteral("/nowhere/at all"));
  ASSERT_TRUE(waitForIdle());
  ASSERT_EQ(window->messages()->messages().size(), 1);
  ASSERT_EQ(lines().size(), 1U) << "as a job, and as a message";
  EXPECT_THAT(lines()[0], HasSubstr("/nowhere/at all"));
  session->jobs()->start(QStringLiteral("Count"), [](const JobContext&) { throw Error("lost\ncount"); });
  ASSERT_TRUE(wait_for([this] { return !session->jobs()->busy(); }));
  QCoreApplication::processEvents();
  ASSERT_EQ(lines().size(), 2U);
  EXPECT_THAT(lines()[1], HasSubstr("lost | count"));
  Q_EMIT session->errorShown(QStringLiteral("a panel of its own"));
  QCoreApplication::processEvents();
  Q_EMIT session->errorShown(QStringLiteral("a panel of its own"));
  EXPECT_EQ(lines().size(), 4U) << "twice, one after the other";
  session->jobs()->start(QStringLiteral("Fine"), [](const JobContext&) {});
  ASSERT_TRUE(wait_for([this] { return !session->jobs()->busy(); }));
  EXPECT_EQ(lines().size(), 4U);
}

TEST_F(DiagnosticsTest, two_older_files_are_kept_and_none_is_over_a_megabyte) {
  Diagnostics diagnostics(Diagnostics::defaultFile(), session.get());
  for (int i = 0; i < 50; ++i) diagnostics.noteError(QString::number(i) + QString(100'000, QLatin1Char('x')));
  const QFileInfo file(Diagnostics::defaultFile());
  const QFileInfoList all = file.dir().entryInfoList(QDir::Files);
  EXPECT_EQ(all.size(), 3);
  for (const QFileInfo& each : all)
    EXPECT_LE(each.size(), Diagnostics::most_bytes) << qPrintable(each.fileName());
  EXPECT_THAT(lines().back(), HasSubstr(" 49x"));
}

TEST_F(DiagnosticsTest, a_place_that_cannot_be_written_stops_nobody) {
  QFile blocked(QString::fromStdString((*scratch / "state").string()));
  ASSERT_TRUE(blocked.open(QIODevice::WriteOnly));
  Diagnostics diagnostics(Diagnostics::defaultFile(), session.get());
  diagnostics.noteStart();
  diagnostics.noteError(QStringLiteral("nobody hears it"));
  OpenedFiles opened;
  action("help.diagnostics")->trigger();
  EXPECT_TRUE(opened.files.isEmpty());
  EXPECT_EQ(window->messages()->messages().size(), 1);
}

TEST_F(DiagnosticsTest, help_opens_the_file) {
  Diagnostics diagnostics(Diagnostics::defaultFile(), session.get());
  diagnostics.noteStart();
  OpenedFiles opened;
  action("help.diagnostics")->trigger();
  EXPECT_EQ(opened.files, QStringList{Diagnostics::defaultFile()});
}

}  // namespace
}  // namespace solopose::testing

#include "diagnostics_test.moc"
