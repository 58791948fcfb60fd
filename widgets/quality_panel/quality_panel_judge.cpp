#include <algorithm>
#include <set>

#include <QFileDialog>
#include <QItemSelectionModel>
#include <QTabWidget>

#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/quality/finding_state.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/quality_panel/filter_bar.h"
#include "widgets/quality_panel/finding_view.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

FrameRun frames_of(const Finding& finding) { return {finding.first_frame, finding.last_frame}; }

/// Their sequences, each once.
std::vector<SequenceId> sequences_of(const FindingsModel& findings, const std::vector<int>& places) {
  std::set<SequenceId> sequences;
  for (const int place : places) sequences.insert(findings.finding(place).finding.sequence);
  return {sequences.begin(), sequences.end()};
}

/// That a finding's own row can take back: what speaks of it, or a verdict on the frames themselves; nobody
/// takes back by it what was said of another detector's finding in the same frames.
const VerdictRecord* own_verdict(const FindingJudgement& judged) {
  if (judged.speaking != nullptr) return judged.speaking;
  return judged.by != nullptr && judged.by->detector.empty() ? judged.by : nullptr;
}

}  // namespace

/// Places of the selected findings, from above.
std::vector<int> QualityPanel::Private::targets() const {
  if (tabs->currentIndex() != findings_tab) return {};
  std::vector<int> rows;
  for (const QModelIndex& index : table->selectionModel()->selectedRows()) rows.push_back(index.row());
  std::ranges::sort(rows);
  std::vector<int> places;
  for (const int row : rows) places.push_back(findings->placeOf(row));
  return places;
}

/// The selected ones, those of the selected findings, or the cursor's. Repairs are no way to judge any.
std::vector<SequenceId> QualityPanel::Private::targetSequences() const {
  std::vector<SequenceId> wanted;
  if (tabs->currentIndex() == repairs_tab) return wanted;
  if (tabs->currentIndex() == sequences_tab) {
    for (const QModelIndex& index : sequence_table->selectionModel()->selectedRows())
      wanted.push_back(sequences->sequenceAt(index.row()));
  } else {
    wanted = sequences_of(*findings, targets());
    if (wanted.empty()) wanted.push_back(session->cursor()->sequence());
  }
  std::erase_if(wanted, [this](SequenceId id) { return session->catalog()->sequence(id) == nullptr; });
  return wanted;
}

std::vector<SequenceId> QualityPanel::Private::sequencesOfTargetDatasets() const {
  std::set<DatasetId> datasets;
  for (const SequenceId id : targetSequences()) datasets.insert(session->catalog()->sequence(id)->dataset);
  std::vector<SequenceId> all;
  for (const SequenceRecord& record : session->catalog()->sequences)
    if (datasets.contains(record.dataset)) all.push_back(record.id);
  return all;
}

VerdictRecord QualityPanel::Private::verdictOf(SequenceId sequence, FrameRun frames, Verdict verdict) {
  const NoteText note = judge_bar->note();
  VerdictRecord record;
  record.sequence = sequence;
  record.first_frame = frames.first;
  record.last_frame = frames.last;
  record.verdict = verdict;
  record.note = note.note;
  record.tags = note.tags;
  record.reviewer = judge_bar->takeReviewer().toStdString();
  return record;
}

/// And on to the next: the one behind the last that was judged.
void QualityPanel::Private::judge(Verdict verdict) {
  if (tabs->currentIndex() == sequences_tab) return judgeSequences(verdict);
  const std::vector<int> places = targets();
  if (places.empty()) return;
  std::vector<VerdictRecord> verdicts;
  for (const int place : places) {
    const Finding& finding = findings->finding(place).finding;
    verdicts.push_back(verdictOf(finding.sequence, frames_of(finding), verdict));
    verdicts.back().detector = finding.detector;
  }
  const auto is_open = [this](int place) { return findings->state(place) == FindingState::open; };
  QString also = give(verdicts, static_cast<int>(std::ranges::count_if(places, is_open)));
  if (also.isEmpty() && verdict != Verdict::rejected) also = stillRejectedText(places.back());
  const auto next = isAllJudged() ? std::nullopt : findings->nextOpen(places.back(), false);
  if (next) goTo(*next);
  if (!next && !isAllJudged()) return tellEnd(also);
  if (!also.isEmpty()) Q_EMIT session->told(also);
}

/// Nothing in the lists of findings and of sequences may show it: what it did is said.
void QualityPanel::Private::judgeSequences(Verdict verdict) {
  const std::vector<SequenceId> ids = targetSequences();
  if (ids.empty()) return;
  std::vector<VerdictRecord> verdicts;
  for (const SequenceId id : ids) {
    const SequenceRecord* record = session->catalog()->sequence(id);
    verdicts.push_back(verdictOf(id, {0, record->frames - 1}, verdict));
  }
  const QString what = wholeText(ids, verdict);
  const bool was_open = !isAllJudged();
  const QString settled = give(verdicts, 0, what);
  if (!was_open || !isAllJudged())
    Q_EMIT session->told(settled.isEmpty() ? what : what + QStringLiteral(" · ") + settled);
  if (tabs->currentIndex() == findings_tab && !isAllJudged()) walk(false);
}

void QualityPanel::Private::judgeFrames(Verdict verdict) {
  const Cursor* cursor = session->cursor();
  if (session->catalog()->sequence(cursor->sequence()) == nullptr) return;
  FrameRun frames{cursor->frame(), cursor->frame()};
  if (playback != nullptr && playback->hasRange()) frames = {playback->firstFrame(), playback->lastFrame()};
  const QString settled = give({verdictOf(cursor->sequence(), frames, verdict)}, 0);
  if (!settled.isEmpty()) Q_EMIT session->told(settled);
}

/// By which the selected findings are judged; of selected sequences the newest on the whole of each.
std::set<VerdictId> QualityPanel::Private::verdictsOfTargets() const {
  std::set<VerdictId> ids;
  for (const int place : targets())
    if (const VerdictRecord* verdict = own_verdict(findings->judgement(findings->finding(place).finding)))
      ids.insert(verdict->id);
  if (tabs->currentIndex() != sequences_tab) return ids;
  for (const SequenceId id : targetSequences()) {
    const FrameRun whole{0, session->catalog()->sequence(id)->frames - 1};
    VerdictId newest = 0;
    for (const VerdictRecord& verdict : findings->verdicts().of(id))
      if (verdict.detector.empty() && verdict.frames() == whole) newest = verdict.id;
    ids.insert(newest);
  }
  return ids;
}

/// One that is still on its way to the disk cannot be taken back yet; the one before it is not meant.
void QualityPanel::Private::takeBack() {
  std::set<VerdictId> ids = verdictsOfTargets();
  ids.erase(0);
  if (!ids.empty()) session->withdrawVerdicts({ids.begin(), ids.end()});
}

/// At the end of all findings that is told, with `what` was done.
/// @return what else it has settled than the `meant` open findings, to be told; empty: nothing.
QString QualityPanel::Private::give(const std::vector<VerdictRecord>& verdicts, int meant,
                                    const QString& what) {
  if (verdicts.empty()) return {};
  for (const VerdictRecord& verdict : verdicts)
    drafts.erase({verdict.sequence, verdict.detector, verdict.first_frame});
  judge_bar->setNote({});
  const bool was_open = !isAllJudged();
  const int these = ++given;
  pending[these] = verdicts;
  session->judge(verdicts, [this, these, open = QPointer<QualityPanel>(panel)] {
    if (open) pending.erase(these);
  });
  const int judged_before = findings->progress().judged;
  const int reopened = static_cast<int>(showVerdicts().size());
  const int settled = findings->progress().judged - judged_before + reopened;
  if (!was_open || !isAllJudged()) {
    return settledText(verdicts.front().verdict, settled > meant ? settled : 0, reopened);
  }
  tellEnd(what);
  return {};
}

/// What was just said counts from now on; the project's word takes its place when it comes.
/// @return places of findings that are open again.
std::vector<int> QualityPanel::Private::showVerdicts() {
  std::vector<VerdictRecord> unsaved;
  for (const auto& [number, verdicts] : pending)
    unsaved.insert(unsaved.end(), verdicts.begin(), verdicts.end());
  state_bar->setSaving(static_cast<int>(unsaved.size()));
  return findings->setVerdicts(unsaved, {session->catalog(), &session->catalog()->verdicts});
}

/// A verdict that was taken back brings its finding into view.
void QualityPanel::Private::followVerdicts() {
  const std::vector<int> reopened = showVerdicts();
  if (!reopened.empty() && panel->isVisible()) goTo(reopened.front());
}

/// A note written to a finding that was judged goes with its verdict. One that is rejected only because its
/// frames are gets a rejection of its own to carry it.
void QualityPanel::Private::saveNote() {
  if (!chosen || !notesFindings() || !judge_bar->noteIsEdited()) return;
  const Finding& finding = *chosen_before;
  const FindingJudgement judged = findings->judgement(finding);
  if (judged.by == nullptr) return keepDraft(finding);
  VerdictRecord verdict = verdictOf(finding.sequence, frames_of(finding), Verdict::rejected);
  verdict.detector = finding.detector;
  if (const VerdictRecord* before = judged.speaking) {
    verdict.first_frame = before->first_frame;
    verdict.last_frame = before->last_frame;
    verdict.verdict = before->verdict;
    verdict.detector = before->detector;
  }
  const NoteText note = judge_bar->note();
  give({verdict}, 0);
  judge_bar->setNote(note);
}

/// A note written to one that nobody has judged waits for its verdict, wherever one looks meanwhile.
void QualityPanel::Private::keepDraft(const Finding& finding) {
  drafts[{finding.sequence, std::string(finding.detector), finding.first_frame}] = judge_bar->note();
}

/// Of the verdict that speaks of it; before there is one, what was written so far.
NoteText QualityPanel::Private::noteOf(const Finding& finding) const {
  if (const VerdictRecord* verdict = findings->judgement(finding).speaking)
    return {verdict->note, verdict->tags};
  const auto draft = drafts.find({finding.sequence, std::string(finding.detector), finding.first_frame});
  return draft == drafts.end() ? NoteText() : draft->second;
}

/// Another reviewer's copy of the project.
void QualityPanel::Private::chooseCopy() {
  auto* dialog = new QFileDialog(panel->window(), QualityPanel::tr("Copy of this project with verdicts"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, session, &Session::mergeVerdicts);
  dialog->open();
}

/// One verdict more over each settles it.
void QualityPanel::Private::listDisagreements() {
  const FindingFilter before = filter_bar->filter();
  filter_bar->setFilter({.text = {}, .contested = true});
  findings->setFilter(filter_bar->filter());
  if (findings->rowCount() == 0) {
    filter_bar->setFilter(before);
    return findings->setFilter(filter_bar->filter());
  }
  panel->showSequences(false);
  refreshPage();
  Q_EMIT panel->viewStateChanged();
}

void QualityPanel::Private::repair(RepairMethod method) {
  if (const QString why = whyNoRepair(method); !why.isEmpty()) return Q_EMIT session->told(why);
  std::vector<RepairRequest> requests;
  for (const int place : targets()) {
    const Finding& finding = findings->finding(place).finding;
    RepairRequest request;
    request.method = method;
    request.sequence = finding.sequence;
    request.frames = frames_of(finding);
    request.joints = finding.joints;
    request.reviewer = judge_bar->takeReviewer().toStdString();
    requests.push_back(std::move(request));
  }
  askForRepair(requests);
}

/// Of whole sequences, as one edit.
void QualityPanel::Private::swapSides(const std::vector<SequenceId>& ids) {
  std::vector<RepairRequest> requests;
  for (const SequenceId id : ids) {
    RepairRequest request;
    request.method = RepairMethod::swap_sides;
    request.sequence = id;
    request.frames = {0, session->catalog()->sequence(id)->frames - 1};
    request.reviewer = judge_bar->takeReviewer().toStdString();
    requests.push_back(std::move(request));
  }
  askForRepair(requests);
}

/// In the cursor's frame alone.
void QualityPanel::Private::moveJoint(int joint, const Eigen::Vector3f& to_mm) {
  const std::int64_t frame = session->cursor()->frame();
  if (isRejected(session->cursor()->sequence(), {frame, frame})) {
    view->refresh();  // the joint goes back to where it was
    return Q_EMIT session->told(rejectedText());
  }
  RepairRequest request;
  request.method = RepairMethod::move_joint;
  request.sequence = session->cursor()->sequence();
  request.frames = {session->cursor()->frame(), session->cursor()->frame()};
  request.joints.set(static_cast<std::size_t>(joint));
  request.position_mm = to_mm;
  request.reviewer = judge_bar->takeReviewer().toStdString();
  askForRepair({request});
}

/// Those that touch the chosen findings' frames.
void QualityPanel::Private::unrepair() {
  std::set<RepairId> ids;
  for (const int place : targets()) {
    const Finding& finding = findings->finding(place).finding;
    const SequenceRecord* record = session->catalog()->sequence(finding.sequence);
    if (record == nullptr) continue;
    for (const RepairPtr& repair : record->repairs)
      if (repair->first_frame <= finding.last_frame && finding.first_frame <= repair->last_frame)
        ids.insert(repair->id);
  }
  takeBackRepairs(ids);
}

}  // namespace solopose
