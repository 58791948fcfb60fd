#include "app/gui/view_state.h"

#include <sys/stat.h>

#include <fstream>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/shared_data.h"
#include "widgets/shared/file_path.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct ViewStateTest : ::testing::Test {
  QString place() const { return QString::fromStdString(folder.path().string()); }

  TemporaryFolder folder;
  fs::path file = folder / "view.json";
  ViewState state{.workspace = "align", .sequence = "a/b/c/d", .frame = 7, .panels = {{"video", 1}}};
};

TEST_F(ViewStateTest, comes_back) {
  state.save(place());
  EXPECT_EQ(ViewState::load(place()), state);
  state.frame = 8;
  state.save(place());
  EXPECT_EQ(ViewState::load(place()), state);
}

TEST_F(ViewStateTest, what_a_link_leads_to_is_neither_read_nor_replaced) {
  const TemporaryFolder elsewhere;
  const QString there = QString::fromStdString(elsewhere.path().string());
  state.save(there);
  const std::string before = text_of(elsewhere / "view.json");
  fs::create_symlink(elsewhere / "view.json", file);
  EXPECT_EQ(ViewState::load(place()), ViewState());
  ViewState().save(place());
  EXPECT_EQ(text_of(elsewhere / "view.json"), before);
  EXPECT_TRUE(fs::is_symlink(file));
}

TEST_F(ViewStateTest, a_link_to_nothing_makes_nothing_where_it_leads) {
  const TemporaryFolder elsewhere;
  fs::create_symlink(elsewhere / "made", file);
  state.save(place());
  EXPECT_FALSE(fs::exists(elsewhere / "made"));
}

TEST_F(ViewStateTest, nobody_waits_for_a_pipe_or_reads_a_device) {
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  EXPECT_EQ(ViewState::load(place()), ViewState());
  state.save(place());
  EXPECT_TRUE(fs::is_fifo(file));
  fs::remove(file);
  fs::create_symlink("/dev/zero", file);
  EXPECT_EQ(ViewState::load(place()), ViewState());
}

TEST_F(ViewStateTest, a_shared_view_comes_back_and_nothing_else_is_taken_for_one) {
  const QString shared = QString::fromStdString((folder / "a view.json").string());
  state.share(shared);
  EXPECT_EQ(ViewState::shared(shared), state);
  for (const char* other : {"", "{", "[]", R"({"workspace": "align"})", R"({"format": 3})", "\xff\xfe"}) {
    std::ofstream(path_of(shared), std::ios::trunc) << other;
    EXPECT_THROW((void)ViewState::shared(shared), FormatError) << other;
  }
  std::ofstream(path_of(shared), std::ios::trunc)
      << R"({"format": "solopose view"})" << std::string(1 << 21, ' ');
  EXPECT_THROW((void)ViewState::shared(shared), FormatError);
  fs::remove(path_of(shared));
  EXPECT_THROW((void)ViewState::shared(shared), Error);
}

TEST_F(ViewStateTest, what_is_too_large_to_be_one_is_not_read) {
  std::ofstream(file) << R"({"workspace": "align"})" << std::string(1 << 21, ' ');
  EXPECT_EQ(ViewState::load(place()), ViewState());
}

}  // namespace
}  // namespace solopose::testing
