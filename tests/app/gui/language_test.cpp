#include "app/gui/language.h"

#include <QSettings>

#include <gtest/gtest.h>

namespace solopose {
namespace {

struct LanguageTest : ::testing::Test {
  void SetUp() override { QSettings().clear(); }
  void TearDown() override { language.use("en"); }

  Language language;
};

TEST_F(LanguageTest, a_language_that_nobody_chose_is_not_remembered) {
  language.use(Language::preferred());
  EXPECT_FALSE(QSettings().contains("language")) << "the desktop's may be another one tomorrow";
}

TEST_F(LanguageTest, a_chosen_language_stays) {
  language.choose("de");
  EXPECT_EQ(Language::preferred(), "de");
  language.use("en");
  EXPECT_EQ(Language::preferred(), "de");
}

}  // namespace
}  // namespace solopose
