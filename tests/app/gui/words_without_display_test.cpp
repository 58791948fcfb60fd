#include <QProcess>

#include <gtest/gtest.h>

namespace solopose {
namespace {

struct Answer {
  int code = -1;
  QString output;
};

/// Of the program where there is no display.
Answer answer_to(const QStringList& arguments) {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(name);
  QProcess program;
  program.setProcessEnvironment(environment);
  program.start(SOLOPOSE_STUDIO, arguments);
  program.waitForFinished();
  if (program.exitStatus() != QProcess::NormalExit) return {};
  return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput())};
}

TEST(WordsWithoutDisplay, version_is_said) {
  for (const QString option : {"--version", "-v"}) {
    const Answer answer = answer_to({option});
    EXPECT_EQ(answer.code, 0);
    EXPECT_TRUE(answer.output.startsWith("solopose-studio ")) << answer.output.toStdString();
  }
}

TEST(WordsWithoutDisplay, help_names_the_options) {
  for (const QString option : {"--help", "-h", "--help-all"}) {
    const Answer answer = answer_to({option});
    EXPECT_EQ(answer.code, 0);
    EXPECT_TRUE(answer.output.contains("--tour")) << answer.output.toStdString();
  }
}

TEST(WordsWithoutDisplay, a_word_that_stands_for_a_value_is_answered_with_help) {
  EXPECT_EQ(answer_to({"--tour", "-h"}).code, 2);
}

}  // namespace
}  // namespace solopose
