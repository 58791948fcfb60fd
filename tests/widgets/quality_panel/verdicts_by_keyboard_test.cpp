// Hundreds of verdicts by key events alone: each is kept as it was meant, and undo and redo restore the
// model. SOLOPOSE_VERDICTS: how many; a few dozen without.
#include <algorithm>
#include <array>
#include <map>
#include <random>

#include <QUndoStack>

#include "core/project/catalog.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"

namespace solopose::testing {
namespace {

constexpr int few = 40;
constexpr std::int64_t track_frames = 4000;
constexpr std::int64_t spike_every = 20;
constexpr int snapshot_every = 20;

/// What a key was meant to say, before it was pressed.
struct Meant {
  SequenceId sequence = 0;
  FrameRun frames;
  std::string detector;
  Verdict verdict = Verdict::accepted;
  std::string note;
  bool operator==(const Meant&) const = default;
};

void PrintTo(const Meant& meant, std::ostream* out) {
  *out << meant.sequence << ' ' << meant.frames.first << ".." << meant.frames.last << ' ' << meant.detector
       << ' ' << name_of(meant.verdict) << " '" << meant.note << "'";
}

Meant meant_by(const VerdictRecord& kept) {
  return {kept.sequence, kept.frames(), kept.detector, kept.verdict, kept.note};
}

class VerdictsByKeyboardTest : public QualityPanelTest {
 protected:
  VerdictsByKeyboardTest() {
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("SOLOPOSE_VERDICTS", &given);
    if (given) count = asked;
  }

  void openSpiky() {
    std::vector<float> poses = leaning_poses(track_frames, 2);
    for (std::int64_t frame = spike_every; frame < track_frames; frame += spike_every)
      poses[static_cast<std::size_t>((frame * joint_count + index_of(Joint::left_wrist)) * 3 + 2)] += 500;
    {
      NpzWriter writer(scratch / "spikes.npz");
      writer.add<float>("poses", poses, {static_cast<std::uint64_t>(track_frames), joint_count, 3});
      writer.finish();
      Project project = Project::create(scratch / "project");
      import_files(project, table_import("spikes", {scratch / "spikes.npz"}), {});
    }
    session.openProject(folder());
    ASSERT_TRUE(found());
    ASSERT_GT(findings().rowCount(), few);
  }

  std::size_t roll(std::size_t sides) { return random() % sides; }

  /// To an open finding, or to a row beside this one when none is open any more.
  void walk() {
    if (openCount() == 0) return press(roll(2) == 0 ? Qt::Key_Up : Qt::Key_Down);
    switch (roll(4)) {
      case 0:
        return press(Qt::Key_Space);
      case 1:
        return press(Qt::Key_Space, Qt::ShiftModifier);
      case 2:
        return press(Qt::Key_BracketLeft);
      default:
        return press(Qt::Key_BracketRight);
    }
  }

  std::string writeNote(int number) {
    press(Qt::Key_N);
    press(Qt::Key_A, Qt::ControlModifier);
    const QString note = QStringLiteral("arm far off %1").arg(number);
    QTest::keyClicks(QApplication::focusWidget(), note);
    press(Qt::Key_Escape);
    return note.toStdString();
  }

  /// One verdict: on the finding most of the time, on a marked range, on the frame, on the sequence.
  void judgeOnce(int number) {
    static constexpr std::array keys = {std::pair(Qt::Key_A, Verdict::accepted),
                                        std::pair(Qt::Key_R, Verdict::rejected),
                                        std::pair(Qt::Key_F, Verdict::fix_later)};
    const auto [key, verdict] = keys[roll(keys.size())];
    Meant next;
    next.verdict = verdict;
    next.note = roll(10) == 0 ? writeNote(number) : panel->judgeBar()->note().note;
    next.sequence = session.cursor()->sequence();
    Qt::KeyboardModifiers modifiers;
    const std::size_t kind = roll(60);
    if (kind == 0) {
      next.frames = {0, track_frames - 1};
      modifiers = Qt::ShiftModifier;
    } else if (kind < 12) {
      next.frames = kind < 6 ? markedRange() : FrameRun{session.cursor()->frame(), session.cursor()->frame()};
      modifiers = Qt::ControlModifier | Qt::ShiftModifier;
    } else {
      next.frames = {chosen().first_frame, chosen().last_frame};
      next.detector = chosen().detector;
    }
    press(key, modifiers);
    playback.clearRange();
    meant.push_back(next);
  }

  FrameRun markedRange() {
    const std::int64_t from = session.cursor()->frame();
    const std::int64_t to = std::min(from + 3, track_frames - 1);
    playback.markIn();
    session.cursor()->setFrame(to);
    playback.markOut();
    session.cursor()->setFrame(from);
    return {from, to};
  }

  Catalog kept() const { return Project::open(scratch / "project").catalog(); }

  int count = few;
  std::mt19937 random{500};
  std::vector<Meant> meant;
};

TEST_F(VerdictsByKeyboardTest, each_is_kept_as_it_was_meant_and_undo_and_redo_restore_the_whole_model) {
  openSpiky();
  panel->judgeBar()->reviewerField()->setFocus();
  panel->judgeBar()->reviewerField()->selectAll();
  QTest::keyClicks(panel->judgeBar()->reviewerField(), "Zoe");
  press(Qt::Key_Return);
  std::map<int, Catalog> snapshots;
  for (int number = 0; number < count; ++number) {
    if (number % snapshot_every == 0) {
      ASSERT_TRUE(found());
      snapshots.emplace(number, kept());
    }
    walk();
    if (!panel->chosen()) press(Qt::Key_Down);
    ASSERT_TRUE(panel->chosen()) << number;
    judgeOnce(number);
  }
  ASSERT_TRUE(found());
  EXPECT_EQ(failure(), "");
  const Catalog after = kept();
  snapshots.emplace(count, after);
  std::vector<Meant> said;
  for (const VerdictRecord& verdict : after.verdicts) {
    said.push_back(meant_by(verdict));
    EXPECT_EQ(verdict.reviewer, "Zoe");
  }
  EXPECT_EQ(said, meant);

  QUndoStack* history = session.undoStack();
  ASSERT_EQ(history->count(), count);
  const auto matches = [&](int position) {
    return !snapshots.contains(position) || same_content(kept(), snapshots.at(position));
  };
  for (int position = count - 1; position >= 0; --position) {
    history->undo();
    ASSERT_TRUE(found());
    ASSERT_TRUE(matches(position)) << "undone to " << position;
  }
  EXPECT_EQ(findings().progress().judged, 0);
  for (int position = 1; position <= count; ++position) {
    history->redo();
    ASSERT_TRUE(found());
    ASSERT_TRUE(matches(position)) << "redone to " << position;
  }
}

}  // namespace
}  // namespace solopose::testing
