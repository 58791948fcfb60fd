#include "app/gui/export_dialog.h"

#include <fstream>

#include <gtest/gtest.h>
#include <QCheckBox>
#include <QMessageBox>
#include <QTest>

#include "core/augmotion/export.h"
#include "core/project/catalog.h"
#include "tests/support/shared_data.h"
#include "tests/support/waiting.h"
#include "widgets/shared/file_field.h"

namespace solopose {
namespace {

QCheckBox* box(const ExportDialog& dialog, const QString& words) {
  for (QCheckBox* each : dialog.findChildren<QCheckBox*>())
    if (each->text().contains(words)) return each;
  return nullptr;
}

TEST(ExportDialogTest, what_is_left_out_is_counted_and_can_be_taken_in) {
  Catalog catalog;
  catalog.sequences.resize(1);
  catalog.sequences[0].frames = 100;
  catalog.sequences[0].rejected = {{10, 19}, {30, 32}};
  const ExportDialog dialog("out.h5", catalog, nullptr);
  EXPECT_EQ(dialog.options().rejected, Rejected::left_out);
  EXPECT_FALSE(dialog.options().without_estimated);
  EXPECT_EQ(dialog.options().frame, ExportFrame::dataset) << "nothing is aligned";
  QCheckBox* rejected = box(dialog, "13");
  ASSERT_NE(rejected, nullptr);
  rejected->setChecked(true);
  box(dialog, "Estimated")->setChecked(false);
  EXPECT_EQ(dialog.options().rejected, Rejected::kept);
  EXPECT_TRUE(dialog.options().without_estimated);
}

TEST(ExportDialogTest, a_file_that_is_there_is_replaced_only_when_somebody_says_so) {
  const testing::TemporaryFolder scratch;
  const std::filesystem::path there = scratch / "there.npz";
  std::ofstream(there) << "somebody's work";
  ExportDialog dialog(QString::fromStdString(there.string()), Catalog(), nullptr);
  dialog.show();
  dialog.accept();
  const auto asked = [&] { return dialog.findChild<QMessageBox*>(); };
  EXPECT_EQ(asked(), nullptr) << "the window does not wait for the disk";
  ASSERT_TRUE(testing::wait_for([&] { return asked() != nullptr; }));
  auto* question = asked();
  EXPECT_TRUE(dialog.isVisible()) << "nobody has answered";
  for (QAbstractButton* button : question->buttons())
    if (button->text() == "Replace") button->click();
  EXPECT_EQ(dialog.result(), QDialog::Accepted);
}

TEST(ExportDialogTest, another_name_takes_back_what_was_being_asked_of_the_disk) {
  const testing::TemporaryFolder scratch;
  const QString free = QString::fromStdString((scratch / "free.npz").string());
  ExportDialog dialog(free, Catalog(), nullptr);
  dialog.show();
  dialog.accept();
  EXPECT_TRUE(dialog.isVisible());
  dialog.findChild<FileField*>()->setFile(free + "z");
  QTest::qWait(200);
  EXPECT_TRUE(dialog.isVisible());
  dialog.findChild<FileField*>()->setFile(free);
  dialog.accept();
  EXPECT_TRUE(testing::wait_for([&] { return dialog.result() == QDialog::Accepted; }));
}

TEST(ExportDialogTest, nobody_asks_about_rejected_frames_where_there_are_none) {
  const ExportDialog dialog("out.h5", Catalog(), nullptr);
  EXPECT_FALSE(box(dialog, "reject")->isEnabled());
}

}  // namespace
}  // namespace solopose
