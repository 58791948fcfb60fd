#include "widgets/shared/wrapped_label.h"

#include <QStringList>

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace solopose
