#include "app/gui/export_dialog.h"

#include <fstream>

#include <gtest/gtest.h>
#include <QCheckBox>
#include <QMessageBox>

#include "core/augmotion/export.h"
#include "core/project/catalog.h"
#include "tests/support/shared_data.h"

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
  auto* question = dialog.findChild<QMessageBox*>();
  ASSERT_NE(question, nullptr);
  EXPECT_TRUE(dialog.isVisible()) << "nobody has answered";
  for (QAbstractButton* button : question->buttons())
    if (button->text() == "Replace") button->click();
  EXPECT_EQ(dialog.result(), QDialog::Accepted);
}

TEST(ExportDialogTest, nobody_asks_about_rejected_frames_where_there_are_none) {
  const ExportDialog dialog("out.h5", Catalog(), nullptr);
  EXPECT_FALSE(box(dialog, "reject")->isEnabled());
}

}  // namespace
}  // namespace solopose
