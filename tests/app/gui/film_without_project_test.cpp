#include <QAction>
#include <QDockWidget>
#include <QPushButton>
#include <QTest>

#include "app/gui/start_page.h"
#include "app/gui/workspace.h"
#include "core/project/catalog.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/job_runner.h"
#include "widgets/shared/recent_videos.h"

namespace solopose::testing {
namespace {

/// On a machine without BlazePose's files.
class FilmWithoutProject : public MainWindowTest {
 protected:
  void SetUp() override {
    MainWindowTest::SetUp();
    qputenv("SOLOPOSE_BLAZEPOSE", scratch->path().c_str());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*scratch / "demo"))
      if (entry.path().extension() == ".mp4") film = QString::fromStdString(entry.path().string());
    ASSERT_FALSE(film.isEmpty());
  }
  void TearDown() override {
    qunsetenv("SOLOPOSE_BLAZEPOSE");
    MainWindowTest::TearDown();
  }
  bool playsFilm() {
    return wait_for(
        [this] { return session->cursor()->onLooseVideo() && !window->startPage()->isVisible(); });
  }

  QString film;
};

TEST_F(FilmWithoutProject, plays_in_the_empty_window_and_says_why_there_are_no_poses) {
  window->take({film});
  ASSERT_TRUE(playsFilm());
  EXPECT_FALSE(session->hasProject());
  EXPECT_GT(session->cursor()->frameCount(), 1);
  ASSERT_NE(window->currentWorkspace(), nullptr);
  ASSERT_TRUE(wait_for([this] { return !session->jobs()->jobs().isEmpty() && !session->jobs()->busy(); }));
  const JobHandle* job = session->jobs()->jobs().last();
  EXPECT_EQ(job->outcome(), JobOutcome::failed);
  EXPECT_FALSE(job->error().isEmpty());
  EXPECT_TRUE(session->cursor()->onLooseVideo()) << "the film plays on";
}

TEST_F(FilmWithoutProject, stands_on_the_start_page_afterwards_and_is_played_again_from_there) {
  window->take({film});
  ASSERT_TRUE(playsFilm());
  action("video.close")->trigger();
  ASSERT_TRUE(wait_for([this] { return window->startPage()->isVisible(); }));
  EXPECT_EQ(RecentVideos::list(), QStringList{film});
  Q_EMIT window->startPage()->videoChosen(film);
  EXPECT_TRUE(playsFilm());
}

TEST_F(FilmWithoutProject, has_the_room_of_panels_that_have_nothing_to_show_until_a_sequence_is_chosen) {
  window->resize(1280, 760);
  openDemo();
  const QDockWidget* inspector = window->panel("inspector");
  const QDockWidget* tree = window->panel("dataset-tree");
  ASSERT_TRUE(inspector->isVisible());
  window->take({film});
  ASSERT_TRUE(playsFilm());
  EXPECT_FALSE(inspector->isVisible());
  EXPECT_FALSE(action("view.panel.inspector")->isChecked());
  EXPECT_TRUE(tree->isVisible()) << "the project's sequences are there to go back to";
  const auto& sequence = session->catalog()->sequences.front();
  session->cursor()->setSequence(sequence.id, sequence.frames);
  EXPECT_TRUE(inspector->isVisible());
  window->take({film});
  ASSERT_TRUE(playsFilm());
  action("view.panel.inspector")->trigger();
  EXPECT_TRUE(inspector->isVisible()) << "somebody wants it";
  session->closeProject();
  ASSERT_TRUE(waitForIdle());
  window->take({film});
  ASSERT_TRUE(playsFilm());
  EXPECT_FALSE(inspector->isVisible());
  EXPECT_FALSE(tree->isVisible());
  openDemo();
  EXPECT_TRUE(inspector->isVisible());
  EXPECT_TRUE(tree->isVisible());
  closeWindow();
  openWindow();
  openDemo();
  EXPECT_TRUE(window->panel("inspector")->isVisible()) << "only put aside";
}

TEST_F(FilmWithoutProject, makes_room_for_a_project) {
  window->take({film});
  ASSERT_TRUE(playsFilm());
  ASSERT_TRUE(wait_for([this] { return !session->jobs()->jobs().isEmpty() && !session->jobs()->busy(); }));
  openDemo();
  EXPECT_FALSE(session->cursor()->onLooseVideo());
  EXPECT_FALSE(window->startPage()->isVisible());
  session->closeProject();
  EXPECT_TRUE(wait_for([this] { return window->startPage()->isVisible(); }));
}

}  // namespace
}  // namespace solopose::testing
