#pragma once

#include <memory>
#include <string_view>

#include <QAction>
#include <QLineEdit>
#include <QMainWindow>

#include "core/project/project.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/playback.h"
#include "widgets/quality_panel/filter_bar.h"
#include "widgets/quality_panel/finding_view.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/quality_panel/quality_actions.h"
#include "widgets/quality_panel/quality_panel.h"
#include "widgets/quality_panel/sequences_model.h"
#include "widgets/quality_panel/state_bar.h"
#include "widgets/quality_panel/threshold_page.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {

/// The left wrist half a metre off in some single frames, and left and right exchanged for a while.
void plant_faults(std::vector<float>& poses);

/// As a table of canonical poses in mm.
void write_poses(const std::filesystem::path& file, const std::vector<float>& poses);

/// A label that is seen has these words.
bool says(const QWidget& widget, const QString& text);

/// A window with the panel, over a project in which faults were planted.
class QualityPanelTest : public SessionTest {
 protected:
  QualityPanelTest();

  /// A project with a clean track, "walk", and one with faults, "fall".
  void openFaulty();
  bool found();  ///< the panel has looked through it
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  void walkTo(std::string_view detector);  ///< with the space key, to the first of its findings
  QAction* action(const char* id) const { return actions.action(id); }

  FindingsModel& findings() const { return *panel->findings(); }
  const Finding& chosen() const { return findings().finding(*panel->chosen()).finding; }
  int openCount() const { return findings().progress().findings - findings().progress().judged; }
  /// As another program would read them.
  std::vector<VerdictRecord> onDisk() const;

  QMainWindow window;
  ActionRegistry actions{&window};
  TimelineLanes lanes;
  Playback playback{session.cursor()};
  std::unique_ptr<QualityPanel> panel;  ///< goes first, as what it uses outlives it
};

}  // namespace solopose::testing
