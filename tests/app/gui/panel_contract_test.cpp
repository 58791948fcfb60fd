#include <algorithm>
#include <cmath>
#include <map>

#include <QAction>
#include <QDockWidget>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

#include "app/gui/panels.h"
#include "app/gui/view_state.h"
#include "app/gui/workspace.h"
#include "core/project/catalog.h"
#include "core/project/project.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/waiting.h"
#include "widgets/cursor/cursor.h"
#include "widgets/panel/panel.h"

namespace solopose {

void PrintTo(const PanelEntry& entry, std::ostream* out) { *out << qPrintable(entry.id); }

}  // namespace solopose

namespace solopose::testing {
namespace {

/// Every switch turned over, every fraction made smaller; what is a name, a place in a list or a length of
/// the window stays.
QJsonValue changed(const QJsonValue& value) {
  if (value.isBool()) return !value.toBool();
  if (value.isDouble() && value.toDouble() != std::round(value.toDouble())) return value.toDouble() * 0.75;
  if (!value.isObject()) return value;
  QJsonObject object = value.toObject();
  for (const QString& key : object.keys()) object[key] = changed(object[key]);
  return object;
}

using Leaves = std::map<QString, QJsonValue>;

/// Without texts: what Qt says of splitters and headers depends on the window as well.
void gather(const QJsonObject& object, const QString& above, Leaves& leaves) {
  for (const QString& key : object.keys()) {
    const QString path = above + '.' + key;
    if (object[key].isObject())
      gather(object[key].toObject(), path, leaves);
    else if (!object[key].isString())
      leaves[path] = object[key];
  }
}

Leaves leaves_of(const QJsonObject& object) {
  Leaves leaves;
  gather(object, {}, leaves);
  return leaves;
}

bool same(const QJsonValue& a, const QJsonValue& b) {
  return a.isDouble() && b.isDouble()
             ? std::abs(a.toDouble() - b.toDouble()) < 1e-6 * (1 + std::abs(a.toDouble()))
             : a == b;
}

/// What of `wanted` differs from `before`, by path.
Leaves differences(const QJsonObject& before, const QJsonObject& wanted) {
  const Leaves old = leaves_of(before);
  Leaves different;
  for (const auto& [path, value] : leaves_of(wanted)) {
    const auto known = old.find(path);
    if (known == old.end() || !same(known->second, value)) different[path] = value;
  }
  return different;
}

class PanelContractTest : public MainWindowTest, public ::testing::WithParamInterface<PanelEntry> {
 protected:
  Panel* panel() const {
    for (Panel* each : window->panels())
      if (each->id() == GetParam().id) return each;
    return nullptr;
  }
  /// The demo is open and the panel is in sight.
  void showPanel() {
    openDemo();
    window->setPanelVisible(GetParam().id, true);
    ASSERT_NE(panel(), nullptr);
    ASSERT_TRUE(settled());
  }
  bool settled() {
    return wait_for([this] { return session->isIdle() && panel()->isSettled(); });
  }
  /// Looks at the data in another way; what of that the panel took on, as it tells it. What merely follows
  /// (columns in a narrower table) is not meant.
  Leaves lookDifferently() {
    const QJsonObject before = panel()->viewState();
    const QJsonObject asked = changed(before).toObject();
    panel()->setViewState(asked);
    Leaves taken = differences(before, panel()->viewState());
    const Leaves meant = differences(before, asked);
    std::erase_if(taken, [&](const auto& leaf) { return !meant.contains(leaf.first); });
    return taken;
  }
  void expectShown(const Leaves& wanted) {
    const Leaves now = leaves_of(panel()->viewState());
    for (const auto& [path, value] : wanted)
      EXPECT_TRUE(now.contains(path) && same(now.at(path), value)) << qPrintable(path);
  }
};

TEST_P(PanelContractTest, stands_where_the_table_says) {
  showPanel();
  const QDockWidget* dock = window->panel(GetParam().id);
  ASSERT_NE(dock, nullptr);
  EXPECT_TRUE(dock->isAncestorOf(panel()));
  EXPECT_TRUE(panel()->isVisible());
  EXPECT_EQ(dock->windowTitle(), GetParam().title());
  EXPECT_NE(action(qPrintable("view.panel." + GetParam().id)), nullptr);
}

TEST_P(PanelContractTest, says_when_it_has_settled) {
  showPanel();
  QSignalSpy told(panel(), &Panel::settled);
  bool was_busy = false;
  const SequenceRecord last = session->catalog()->sequences.back();
  session->cursor()->setSequence(last.id, last.frames, last.frames / 2);
  ASSERT_TRUE(wait_for([&] {
    was_busy |= !panel()->isSettled();
    return session->isIdle() && panel()->isSettled();
  }));
  EXPECT_TRUE(!was_busy || wait_for([&] { return told.count() > 0; }));
}

TEST_P(PanelContractTest, its_view_is_there_again_when_the_window_is_closed_at_once) {
  showPanel();
  if (panel()->viewState().isEmpty()) GTEST_SKIP() << "nothing of its view is kept";
  const Leaves wanted = lookDifferently();
  EXPECT_FALSE(wanted.empty());
  closeWindow();
  openWindow();
  showPanel();
  expectShown(wanted);
}

TEST_P(PanelContractTest, its_view_is_there_again_when_the_project_is_changed_at_once) {
  { const Project other = Project::create(*scratch / "other"); }
  const QString other = QString::fromStdString((*scratch / "other").string());
  showPanel();
  if (panel()->viewState().isEmpty()) GTEST_SKIP() << "nothing of its view is kept";
  const QJsonObject usual = panel()->viewState();
  const Leaves wanted = lookDifferently();
  EXPECT_FALSE(wanted.empty());
  session->openProject(other);
  ASSERT_TRUE(wait_for([&] { return session->projectFolder() == other && session->isIdle(); }));
  panel()->setViewState(usual);
  showPanel();
  expectShown(wanted);
}

TEST_P(PanelContractTest, its_view_is_kept_before_anything_is_closed) {
  showPanel();
  if (panel()->viewState().isEmpty()) GTEST_SKIP() << "nothing of its view is kept";
  ASSERT_TRUE(wait_for([this] { return !ViewState::load(demoFolder()).panels.isEmpty(); }));
  const Leaves wanted = lookDifferently();
  ASSERT_TRUE(wait_for([&] {
    const QJsonObject kept = ViewState::load(demoFolder()).panels[GetParam().id].toObject();
    const Leaves leaves = leaves_of(kept);
    return std::ranges::all_of(wanted, [&](const auto& leaf) {
      return leaves.contains(leaf.first) && same(leaves.at(leaf.first), leaf.second);
    });
  }));
}

TEST_P(PanelContractTest, survives_a_view_state_that_makes_no_sense) {
  showPanel();
  QJsonObject nonsense = panel()->viewState();
  for (const QString& key : nonsense.keys()) nonsense[key] = QJsonArray{-1, "x", 1e300};
  panel()->setViewState(nonsense);
  EXPECT_TRUE(settled());
  for (const QString& key : nonsense.keys()) nonsense[key] = -1e300;
  panel()->setViewState(nonsense);
  EXPECT_TRUE(settled());
}

INSTANTIATE_TEST_SUITE_P(AllPanels, PanelContractTest, ::testing::ValuesIn(panel_table()),
                         [](const auto& tested) {
                           return QString(tested.param.id).replace('-', '_').toStdString();
                         });

TEST_F(MainWindowTest, every_panel_that_can_be_looked_at_in_several_ways_keeps_how) {
  openDemo();
  QStringList keeping;
  for (const Panel* panel : window->panels())
    if (!panel->viewState().isEmpty()) keeping.append(panel->id());
  keeping.sort();
  EXPECT_EQ(keeping,
            (QStringList{"findings", "heat-map", "results", "training", "universal-frame", "video"}));
}

TEST_F(MainWindowTest, a_view_state_of_the_last_version_is_read) {
  const QByteArray playback = R"({"grid": true, "truth": false})";
  const QJsonObject old{{"workspace", "playback"}, {"playback", QString::fromLatin1(playback.toBase64())}};
  QFile file(demoFolder() + "/view.json");
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(QJsonDocument(old).toJson());
  file.close();
  openDemo();
  EXPECT_EQ(window->currentWorkspace()->id(), "playback");
  EXPECT_TRUE(action("video.grid")->isChecked());
  EXPECT_FALSE(action("video.show-truth")->isChecked());
}

}  // namespace
}  // namespace solopose::testing
