#include "widgets/data_panel/problem_text.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace solopose {
namespace {

TEST(ProblemText, takes_a_format_error_apart) {
  const FormatError error("set/a: b.mat", "annot3/size", "17 joints, 3 axes", "5, found again");
  const ProblemText text = problem_text({1, 1, "set/a: b.mat", error.what(), true});
  EXPECT_EQ(text.file, "set/a: b.mat");
  EXPECT_EQ(text.what, "annot3/size");
  EXPECT_EQ((text.expected + ", found " + text.found).toStdString(),
            "17 joints, 3 axes, found 5, found again");
}

TEST(ProblemText, knows_the_file_by_a_shorter_path) {
  EXPECT_EQ(problem_text({1, 1, "/data/a/b.trc", "a/b.trc: no rows", true}).what, "no rows");
  EXPECT_EQ(problem_text({1, 1, "/data/a/b.trc", "b.trc: no rows", true}).what, "no rows");
  EXPECT_EQ(problem_text({1, 1, "/data/a/b.trc", "beside c/b.trc: no rows", true}).what,
            "beside c/b.trc: no rows");
}

TEST(ProblemText, leaves_other_messages_whole) {
  const ProblemText text = problem_text({1, 1, "a.trc", "the unit is a guess: metres, found by size", false});
  EXPECT_EQ(text.what, "the unit is a guess: metres, found by size");
  EXPECT_TRUE(text.expected.isEmpty());
  EXPECT_TRUE(text.found.isEmpty());
  EXPECT_EQ(problem_text({1, 1, "", "", false}).what, "");
  EXPECT_EQ(problem_text({1, 1, "a", "a: x: expected ", false}).what, "x: expected ");
}

}  // namespace
}  // namespace solopose
