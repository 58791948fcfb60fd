#include "app/gui/folder_rule.h"

#include <gtest/gtest.h>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>

namespace solopose::testing {
namespace {

class FolderRuleTest : public ::testing::Test {
 protected:
  void SetUp() override {
    QSettings().remove("last-folder");
    qApp->installEventFilter(&rule);
  }
  void TearDown() override { QSettings().remove("last-folder"); }

  static std::unique_ptr<QFileDialog> asking(const QString& directory = {}) {
    auto dialog = std::make_unique<QFileDialog>(nullptr, "Save", directory);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    return dialog;
  }

  FolderRule rule;
  QTemporaryDir scratch;
};

TEST_F(FolderRuleTest, the_next_dialog_begins_where_the_last_one_ended_and_keeps_the_suggested_name) {
  {
    const auto first = asking();
    first->show();
    EXPECT_EQ(first->directory(), QDir::current());
    Q_EMIT first->filesSelected({scratch.filePath("one.csv")});
  }
  const auto next = asking();
  next->selectFile("suggested.csv");
  next->show();
  EXPECT_EQ(next->directory(), QDir(scratch.path()));
  EXPECT_EQ(next->findChild<QLineEdit*>("fileNameEdit")->text(), "suggested.csv");
}

TEST_F(FolderRuleTest, a_folder_that_is_gone_or_another_that_is_meant_is_not_overruled) {
  const auto dialog = asking();
  const QDir before = dialog->directory();
  QSettings().setValue("last-folder", scratch.filePath("gone"));
  dialog->show();
  EXPECT_EQ(dialog->directory(), before);
  QSettings().setValue("last-folder", QDir::rootPath());
  const auto meant = asking(scratch.path());
  meant->show();
  EXPECT_EQ(meant->directory(), QDir(scratch.path()));
}

}  // namespace
}  // namespace solopose::testing
