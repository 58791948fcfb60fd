#include "widgets/shared/wrapped_label.h"

#include <QFormLayout>
#include <QStringList>
#include <QTest>
#include <QVBoxLayout>

#include <gtest/gtest.h>

#include "tests/support/words_height.h"

namespace solopose {
namespace {

QStringList said;

TEST(WrappedLabel, is_as_high_as_its_text_needs_and_says_nothing_where_there_is_none) {
  const QtMessageHandler before = qInstallMessageHandler(
      [](QtMsgType, const QMessageLogContext&, const QString& text) { said.push_back(text); });
  WrappedLabel label;
  label.setText(QString());
  label.resize(0, 10);
  label.show();
  label.resize(200, 10);
  const int of_nothing = label.minimumHeight();
  label.setText(
      QStringLiteral("one line of words, and then so many more that they need several lines below it"));
  qInstallMessageHandler(before);
  EXPECT_EQ(said, QStringList());
  EXPECT_GT(label.minimumHeight(), of_nothing);
  EXPECT_GT(label.minimumHeight(), 2 * label.fontMetrics().lineSpacing());
}

TEST(WrappedLabel, takes_no_more_room_than_its_words_wherever_there_is_more) {
  QWidget window;
  auto* inside = new QWidget(&window);
  auto* rows = new QFormLayout(inside);
  auto* label = new WrappedLabel(inside);
  label->setText(
      QStringLiteral("some words of a note that need one line in a wide window and several in a narrow one"));
  rows->addRow(label);
  auto* column = new QVBoxLayout(&window);
  column->addWidget(inside);
  window.show();
  for (const int width : {150, 900, 150, 400}) {
    window.resize(width, 500);
    QTest::qWait(50);
    EXPECT_EQ(label->height(), testing::words_height(*label)) << width;
  }
}

}  // namespace
}  // namespace solopose
