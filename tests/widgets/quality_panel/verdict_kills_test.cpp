// A window is killed while somebody judges in it by keyboard: no verdict that it showed as saved is lost.
// SOLOPOSE_KILLS: how often; a few times without.

#include <array>
#include <iostream>
#include <random>

#include <QCoreApplication>
#include <QProcess>
#include <QThread>

#include "core/project/catalog.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"

namespace solopose::testing {
namespace {

constexpr int few = 4;
constexpr std::int64_t track_frames = 8000;
constexpr std::int64_t spike_every = 20;
constexpr unsigned most_ms = 400;  // of judging, before the kill
constexpr const char* project_variable = "SOLOPOSE_JUDGED_PROJECT";
constexpr std::array keys = {std::pair(Qt::Key_A, Verdict::accepted), std::pair(Qt::Key_R, Verdict::rejected),
                             std::pair(Qt::Key_F, Verdict::fix_later)};

using VerdictKillsChild = QualityPanelTest;

/// Says how many verdicts the window shows as saved, one line each time that has changed.
TEST_F(VerdictKillsChild, DISABLED_judges_until_it_is_killed) {
  session.openProject(qEnvironmentVariable(project_variable));
  ASSERT_TRUE(found());
  press(Qt::Key_Space);
  for (std::size_t given = 0; openCount() > 0;) {
    press(keys[given++ % keys.size()].first);
    QTest::qWait(given % 8 == 0 ? 30 : 1);  // fast, with a pause now and then
    if (panel->stateBar()->savingText().isEmpty()) std::cout << "saved " << given << std::endl;
  }
}

class VerdictKillsTest : public SessionTest {
 protected:
  void makeProject(const std::filesystem::path& folder) {
    std::vector<float> poses = leaning_poses(track_frames, 2);
    for (std::int64_t frame = spike_every; frame < track_frames; frame += spike_every)
      poses[static_cast<std::size_t>((frame * joint_count + index_of(Joint::left_wrist)) * 3 + 2)] += 500;
    NpzWriter writer(scratch / "spikes.npz");
    writer.add<float>("poses", poses, {static_cast<std::uint64_t>(track_frames), joint_count, 3});
    writer.finish();
    Project project = Project::create(folder);
    import_files(project, table_import("spikes", {scratch / "spikes.npz"}), {});
  }

  /// How many were shown as saved when it was killed.
  std::size_t judgeAndKill(const std::filesystem::path& folder, unsigned after_ms) {
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(project_variable, QString::fromStdString(folder.string()));
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::MergedChannels);
    child.start(QCoreApplication::applicationFilePath(),
                {"--gtest_also_run_disabled_tests", "--gtest_filter=VerdictKillsChild.*"});
    QByteArray said;
    while (!said.contains("saved ") && child.waitForReadyRead(60'000)) said += child.readAll();
    QThread::msleep(after_ms);
    child.kill();
    child.waitForFinished();
    said += child.readAll();
    EXPECT_EQ(child.exitStatus(), QProcess::CrashExit) << said.toStdString();
    const qsizetype last = said.left(said.lastIndexOf('\n')).lastIndexOf("saved ");
    return last < 0 ? 0 : said.mid(last + 6).split('\n').front().toULongLong();
  }
};

TEST_F(VerdictKillsTest, no_verdict_that_was_shown_as_saved_is_lost) {
  bool asked = false;
  const int kills = qEnvironmentVariableIntValue("SOLOPOSE_KILLS", &asked);
  makeProject(scratch / "fresh");
  std::mt19937 random(50);
  std::size_t saved_in_all = 0;
  for (int kill = 0; kill < (asked ? kills : few); ++kill) {
    const std::filesystem::path folder = scratch / std::to_string(kill);
    std::filesystem::copy(scratch / "fresh", folder, std::filesystem::copy_options::recursive);
    const std::size_t saved = judgeAndKill(folder, static_cast<unsigned>(random() % most_ms));
    saved_in_all += saved;
    const VerdictList kept = Project::open(folder).catalog().verdicts;
    const auto count = static_cast<std::size_t>(kept.end() - kept.begin());
    ASSERT_GE(count, saved) << "kill " << kill;
    std::size_t place = 0;
    for (const VerdictRecord& verdict : kept)
      EXPECT_EQ(verdict.verdict, keys[place++ % keys.size()].second) << "kill " << kill;
    std::filesystem::remove_all(folder);
  }
  std::cout << saved_in_all << " verdicts shown as saved\n";
  EXPECT_GT(saved_in_all, 0);
}

}  // namespace
}  // namespace solopose::testing
