#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include <QAction>
#include <QItemSelectionModel>
#include <QScopedValueRollback>
#include <QStringList>

#include "core/project/catalog.h"
#include "core/quality/finding_state.h"
#include "widgets/actions/action_registry.h"
#include "widgets/actions/plain_text.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/filter_bar.h"
#include "widgets/quality_panel/finding_scene.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/finding_view.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/quality_panel/reason_text.h"
#include "widgets/quality_panel/threshold_page.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose {
namespace {

/// Those of actions that have one and can be done now: "A, F, R".
QString keys_of(std::initializer_list<const QAction*> actions) {
  QStringList keys;
  for (const QAction* action : actions)
    if (action != nullptr && action->isEnabled())
      keys << action->shortcut().toString(QKeySequence::NativeText);
  keys.removeAll(QString());
  return keys.join(QStringLiteral(", "));
}

bool is_one_of(std::initializer_list<std::string_view> detectors, const Finding& finding) {
  return std::ranges::find(detectors, finding.detector) != detectors.end();
}

/// "S: Swap left and right"
QString key_and_name(const QAction* action) {
  return action->shortcut().toString(QKeySequence::NativeText) + QStringLiteral(": ") +
         plain_text(action->text());
}

}  // namespace

/// The finding of the same detector about the same frames, in the list as it is now.
std::optional<int> QualityPanel::Private::placeLike(const Finding& finding) const {
  const auto [from, before] = findings->placesOf(finding.sequence);
  for (int place = from; place < before; ++place) {
    const Finding& other = findings->finding(place).finding;
    const bool overlaps = other.first_frame <= finding.last_frame && finding.first_frame <= other.last_frame;
    if (overlaps && other.detector == finding.detector) return place;
  }
  return std::nullopt;
}

/// After the list has become another one. Where the finding is gone, walking goes on from where it was, and
/// when it is found again, as after the undo of its repair, it is looked at again.
void QualityPanel::Private::keepChosen() {
  if (!chosen_before && gone) {
    if (const auto again = placeLike(*gone)) choose(again);
    return showRow();
  }
  if (!chosen_before) return;
  const Finding finding = *chosen_before;
  choose(placeLike(finding));
  if (!chosen) {
    auto [from, before] = findings->placesOf(finding.sequence);
    while (from < before && findings->finding(from).finding.first_frame < finding.first_frame) ++from;
    if (from < findings->findingCount()) gone_at = from;
    gone = finding;
    view->tellGone(actions.next->shortcut().toString(QKeySequence::NativeText));
  }
  showRow();
}

/// Only looks at it: the cursor stays where it is.
void QualityPanel::Private::choose(std::optional<int> place) {
  if (chosen_before && notesFindings() && judge_bar->noteIsEdited() &&
      findings->judgement(*chosen_before).speaking == nullptr)
    keepDraft(*chosen_before);
  const auto before = std::exchange(chosen_before, std::nullopt);
  chosen = place;
  gone_at.reset();
  gone.reset();
  if (chosen) chosen_before = findings->finding(*chosen).finding;
  view->setFinding(chosen_before);
  const bool same = before && chosen_before && before->sequence == chosen_before->sequence &&
                    before->detector == chosen_before->detector &&
                    before->first_frame == chosen_before->first_frame;
  if (chosen && !same) {
    thresholds->showDetector(findings->finding(*chosen).detector);
    if (notesFindings()) judge_bar->setNote(noteOf(*chosen_before));
  }
  refreshActions();
}

/// The row of the chosen finding becomes the current one, wherever sorting and filtering have put it.
void QualityPanel::Private::showRow() {
  const QScopedValueRollback quiet(choosing, true);
  const int row = chosen ? findings->rowOf(*chosen) : -1;
  QItemSelectionModel* rows = table->selectionModel();
  if (row < 0) {
    rows->clear();
  } else {
    const QModelIndex index = findings->index(row, 0);
    if (rows->currentIndex().row() != row || !rows->isRowSelected(row))
      rows->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    table->scrollTo(index);
  }
  refreshPage();
  refreshActions();
}

void QualityPanel::Private::rowChanged(const QModelIndex& row) {
  if (!choosing && row.isValid()) moveTo(findings->placeOf(row.row()));
}

/// The cursor first: the view aims at what it shows.
void QualityPanel::Private::moveTo(int place) {
  const Finding& finding = findings->finding(place).finding;
  if (const SequenceRecord* record = session->catalog()->sequence(finding.sequence)) {
    if (playback != nullptr) playback->pause();
    session->cursor()->setSequence(record->id, record->frames, finding.worst_frame);
  }
  choose(place);
}

void QualityPanel::Private::goTo(int place) {
  moveTo(place);
  showRow();
}

/// That is to be looked at next: open, and in the list.
std::optional<int> QualityPanel::Private::nextPlace(bool backwards) const {
  const bool stays_here = !chosen && gone_at && !backwards && findings->rowOf(*gone_at) >= 0 &&
                          findings->state(*gone_at) == FindingState::open;
  return stays_here ? gone_at : findings->nextOpen(chosen ? chosen : gone_at, backwards);
}

void QualityPanel::Private::walk(bool backwards) {
  if (report == nullptr || (!panel->isVisible() && isStale())) {
    walk_when_found = backwards;
    return analyseIfWanted();
  }
  if (const auto next = nextPlace(backwards)) return goTo(*next);
  if (chosen && session->cursor()->sequence() != chosen_before->sequence) moveTo(*chosen);
  tellEnd();
}

void QualityPanel::Private::lookAtSequence(int row) {
  const SequenceRecord* record = session->catalog()->sequence(sequences->sequenceAt(row));
  if (record == nullptr || session->cursor()->sequence() == record->id) return;
  if (playback != nullptr) playback->pause();
  looked_at_sequences = true;
  session->cursor()->setSequence(record->id, record->frames, 0);
}

/// With only its findings in the list: to the one that is looked at, or else to the first.
void QualityPanel::Private::goToSequence(int row) {
  lookAtSequence(row);
  const SequenceRecord* record = session->catalog()->sequence(sequences->sequenceAt(row));
  if (record == nullptr) return;
  const auto [from, before] = findings->placesOf(record->id);
  if (from == before)
    return Q_EMIT session->told(QualityPanel::tr("Nothing is doubted in %1").arg(shown_name(record->name)));
  if (playback != nullptr) playback->pause();
  filterBy({.text = QString::fromStdString(record->name)});
  panel->showSequences(false);
  const bool looked_at = chosen_before && chosen_before->sequence == record->id;
  if (looked_at)
    goTo(*chosen);
  else if (findings->rowCount() > 0)
    goTo(findings->placeOf(0));
  table->setFocus();
}

void QualityPanel::Private::filterBy(const FindingFilter& filter) {
  filter_bar->setFilter(filter);
  Q_EMIT filter_bar->edited();
}

void QualityPanel::Private::leaveFilter() {
  const bool listed = chosen && findings->rowOf(*chosen) >= 0;
  if (const auto first = listed ? std::nullopt : findings->nextOpen(std::nullopt, false)) goTo(*first);
  giveKeysBack();
}

/// What still needs a person is drawn last, over the rest.
void QualityPanel::Private::refreshLane() {
  const SequenceId sequence = session->cursor()->sequence();
  std::vector<TimelineSpan> spans;
  const auto [from, before] = findings->placesOf(sequence);
  for (const FindingState state :
       {FindingState::accepted, FindingState::rejected, FindingState::partly_rejected,
        FindingState::fix_later, FindingState::open}) {
    for (int place = from; place < before; ++place) {
      const Finding& finding = findings->finding(place).finding;
      if (findings->state(place) == state)
        spans.push_back(
            {finding.first_frame, finding.last_frame, state_colour(state), finding_line(finding)});
    }
  }
  lanes->setFindings(sequence, std::move(spans));
}

/// Of the one that is chosen: how it was judged, or how it can be.
QString QualityPanel::Private::howToJudge() const {
  const FindingState state = findings->judgement(*chosen_before).state;
  return state == FindingState::open ? keysToJudge() : state_text(state);
}

/// Elsewhere the keys of verdicts mean something else: what is said there is the key that leads here.
QString QualityPanel::Private::keysToJudge() const {
  if (!panel->isVisible()) {
    const QString key = keys_of({registry->action(QStringLiteral("view.workspace.quality"))});
    return key.isEmpty() ? QualityPanel::tr("to be judged in the workspace Quality")
                         : QualityPanel::tr("%1 to judge it").arg(key);
  }
  const QString judge = keys_of({actions.judge[0], actions.judge[1], actions.judge[2]});
  if (judge.isEmpty()) return {};
  QStringList parts{QualityPanel::tr("%1 judge it").arg(judge)};
  for (const QAction* repair : aptRepairs(*chosen_before))
    if (repair->isEnabled() && !repair->shortcut().isEmpty()) parts << key_and_name(repair);
  return parts.join(QStringLiteral(" · "));
}

/// Of what doubts the whole of a sequence, of a step after which a body stays where it is, and of what is too
/// long to be bridged no repair of the frames makes anything better: a blank is only another finding.
std::vector<QAction*> QualityPanel::Private::aptRepairs(const Finding& finding) const {
  if (is_one_of({"side_swap", "mirrored"}, finding)) return {actions.swap};
  if (finding.detector == "jitter") return {actions.smooth};
  if (finding.is_step || is_one_of({"upright", "scale", "calibration_pose", "alignment_residual",
                                    "past_the_video", "known_fault"},
                                   finding))
    return {};
  std::vector<QAction*> apt;
  if (actions.interpolate->isEnabled() && whyNoBridge(finding).isEmpty()) apt.push_back(actions.interpolate);
  if (is_one_of({"view_disagreement", "label_disagreement", "model_disagreement"}, finding))
    apt.push_back(actions.swap);
  return apt;
}

/// Wherever somebody walks to it with the keys, they see what is wrong and how it is judged.
void QualityPanel::Private::tellOtherPanels() {
  const bool in_another_list = panel->isVisible() && !notesFindings();
  if (!chosen_before || in_another_list || isRepairedSince(*chosen_before))
    return lanes->setShownFinding(std::nullopt);
  const QStringList parts{
      frames_text(*chosen_before) + QStringLiteral(": ") + reason_text(chosen_before->reason),
      detector_title(chosen_before->detector), joints_text(chosen_before->joints)};
  lanes->setShownFinding(ShownFinding{chosen_before->sequence, chosen_before->first_frame,
                                      chosen_before->last_frame, marked_joints(*chosen_before),
                                      parts.join(QStringLiteral(" · ")), howToJudge(),
                                      findings->judgement(*chosen_before).state == FindingState::open});
}

}  // namespace solopose
