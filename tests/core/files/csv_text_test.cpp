#include "core/files/csv_text.h"

#include <gmock/gmock.h>

namespace solopose {
namespace {

TEST(CsvText, what_spreadsheets_take_for_a_formula_gets_an_apostrophe_unless_it_is_unwanted) {
  for (const char* text : {"=1+1", "+1", "-walk", "@SUM(A1)", "\uFF1D1", "\uFF0Bx", "\uFF0Dx", "\uFF20x"}) {
    EXPECT_EQ(csv_text(text, CsvTexts::guarded), std::string("'") + text);
    EXPECT_EQ(csv_text(text, CsvTexts::raw), text);
  }
  EXPECT_EQ(csv_text("\tx", CsvTexts::guarded), "\"'\tx\"");
  EXPECT_EQ(csv_text("\rx", CsvTexts::guarded), "\"'\rx\"");
  EXPECT_EQ(csv_text("=HYPERLINK(\"http://x\",\"y\")", CsvTexts::guarded),
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
}

TEST(CsvText, other_texts_stay_and_are_quoted_where_they_must_be) {
  for (const char* text : {"", "walk", "'tis", "a=b", "1-2", "'"})
    EXPECT_EQ(csv_text(text, CsvTexts::guarded), text);
  EXPECT_EQ(csv_text("a,b", CsvTexts::guarded), "\"a,b\"");
  EXPECT_EQ(csv_text("a;=b", CsvTexts::guarded), "\"a;=b\"");
  EXPECT_EQ(csv_text("a\"b", CsvTexts::guarded), "\"a\"\"b\"");
}

TEST(CsvText, every_text_comes_back) {
  for (const std::string text :
       {"=x", "'=x", "''=x", "'", "''", "x", "'x", "-", "'-", "", "@", "\uFF1Dx", "'\uFF1D"}) {
    for (const CsvTexts texts : {CsvTexts::guarded, CsvTexts::raw})
      EXPECT_EQ(text_of_csv(csv_text(text, texts)), text) << text;
  }
}

}  // namespace
}  // namespace solopose
