#include "app/gui/view_state_keeper.h"

#include <atomic>
#include <future>

#include <QThread>

#include "core/project/catalog.h"
#include "tests/support/demo_project.h"
#include "tests/support/shared_data.h"
#include "tests/support/waiting.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"

namespace solopose::testing {
namespace {

/// A keeper whose disk does not answer until a test lets it.
class ViewStateKeeperTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::copy(demo_project(), scratch / "demo", std::filesystem::copy_options::recursive);
    session.openProject(folder);
    ASSERT_TRUE(wait_for([this] { return session.hasProject() && session.isIdle(); }));
    const SequenceRecord& sequence = session.catalog()->sequences.front();
    session.cursor()->setSequence(sequence.id, sequence.frames);
  }
  void TearDown() override { answer(); }
  void write(const ViewState& state) {
    ++begun;
    beside_the_window = beside_the_window && QThread::currentThread() != qApp->thread();
    answers.wait_for(std::chrono::seconds(30));
    state.save(folder);
  }
  void answer() {
    if (!std::exchange(answered, true)) disk.set_value();
  }
  bool began(int times) {
    return wait_for([this, times] { return begun == times; });
  }
  qint64 kept() const { return ViewState::load(folder).frame; }

  TemporaryFolder scratch;
  QString folder = QString::fromStdString((scratch / "demo").string());
  Session session;
  std::vector<Panel*> no_panels;
  std::promise<void> disk;
  std::shared_future<void> answers{disk.get_future()};
  std::atomic<int> begun = 0;
  std::atomic<bool> beside_the_window = true;
  bool answered = false;
  ViewStateKeeper keeper{&session, no_panels, nullptr,
                         [this](const ViewState& state, const QString&) { write(state); }};
};

TEST_F(ViewStateKeeperTest, the_window_goes_on_while_the_disk_does_not_answer) {
  session.cursor()->setFrame(3);
  ASSERT_TRUE(began(1));
  EXPECT_TRUE(beside_the_window);
  session.cursor()->setFrame(5);
  answer();
  EXPECT_TRUE(wait_for([this] { return kept() == 5; }));
  EXPECT_TRUE(beside_the_window);
}

TEST_F(ViewStateKeeperTest, what_is_saved_at_the_end_is_the_newest_and_is_there) {
  session.cursor()->setFrame(3);
  ASSERT_TRUE(began(1));
  session.cursor()->setFrame(6);
  answer();
  keeper.save();
  EXPECT_EQ(kept(), 6);
}

TEST_F(ViewStateKeeperTest, a_loose_video_does_not_take_the_place_where_somebody_left_the_project) {
  const SequenceRecord& sequence = session.catalog()->sequences.back();
  session.cursor()->setSequence(sequence.id, sequence.frames, 5);
  session.cursor()->setLooseVideo(40, 25);
  session.cursor()->setFrame(31);
  answer();
  keeper.save();
  EXPECT_EQ(ViewState::load(folder).sequence.toStdString(), sequence.name);
  EXPECT_EQ(kept(), 5);
}

}  // namespace
}  // namespace solopose::testing
