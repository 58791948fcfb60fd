#include <algorithm>
#include <utility>

#include <QItemSelectionModel>
#include <QStringList>
#include <QTabWidget>

#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "core/quality/finding_state.h"
#include "widgets/cursor/cursor.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/finding_view.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/quality_panel/threshold_page.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

/// In the list of sequences a note goes with the next verdict on one of them.
bool QualityPanel::Private::notesFindings() const { return tabs->currentIndex() == findings_tab; }

/// Each list shows the note of what is judged in it. Thresholds are those of findings.
void QualityPanel::Private::followTab() {
  const bool edited = judge_bar->noteIsEdited();
  if (noted_findings && chosen_before && edited && findings->judgement(*chosen_before).speaking == nullptr)
    keepDraft(*chosen_before);
  noted_findings = notesFindings();
  judge_bar->setNote(noted_findings && chosen_before ? noteOf(*chosen_before) : NoteText());
  showRowOfTab();
  thresholds->setVisible(noted_findings);
  judge_bar->judgeSequences(tabs->currentIndex() == sequences_tab);
  refreshActions();
}

/// What is lit in the list that comes up is what the window shows.
void QualityPanel::Private::showRowOfTab() {
  const SequenceId shown = session->cursor()->sequence();
  if (noted_findings && chosen) {
    const bool elsewhere = chosen_before->sequence != shown;
    if (std::exchange(looked_at_sequences, false) || elsewhere) moveTo(*chosen);
  } else if (tabs->currentIndex() == sequences_tab) {
    showSequenceRow();
  } else if (tabs->currentIndex() == repairs_tab && repairs->rowCount() > 0) {
    const int row = std::max(0, repair_table->currentIndex().row());  // the newest, before anybody chooses
    repair_table->selectRow(row);
    if (repairs->repairAt(row).sequence != session->cursor()->sequence()) goToRepair(row);
  }
}

/// Whoever has moved the cursor, and wherever sorting has put the row; those that are selected beside it
/// stay.
void QualityPanel::Private::showSequenceRow() {
  const int row = sequences->rowOf(session->cursor()->sequence());
  if (tabs->currentIndex() != sequences_tab || row < 0) return;
  if (sequence_table->currentIndex().row() != row) sequence_table->selectRow(row);
  sequence_table->scrollTo(sequence_table->currentIndex());
}

/// What the 3D view is about while another list than that of the findings is looked at; empty: a finding.
QString QualityPanel::Private::aboutRow() const {
  if (tabs->currentIndex() == sequences_tab) return aboutSequence();
  if (tabs->currentIndex() != repairs_tab) return {};
  const int row = repair_table->currentIndex().row();
  return row < 0 ? QualityPanel::tr("Nothing was repaired") : aboutRepair(repairs->repairAt(row));
}

QString QualityPanel::Private::aboutSequence() const {
  const auto [from, before] = findings->placesOf(session->cursor()->sequence());
  if (from == before) return QualityPanel::tr("Nothing is doubted");
  int open = 0;
  for (int place = from; place < before; ++place)
    open += static_cast<int>(findings->state(place) == FindingState::open);
  return QualityPanel::tr("%Ln finding(s)", "of a sequence", before - from) + QStringLiteral(" · ") +
         QualityPanel::tr("%Ln open", "of the findings", open);
}

QString QualityPanel::Private::aboutRepair(const Repair& repair) const {
  return QStringList{frames_text(repair.frames()) + QStringLiteral(": ") + RepairsModel::kindText(repair),
                     joints_text(repair.joints),
                     QualityPanel::tr("by %1", "reviewer").arg(shown_name(repair.reviewer))}
      .join(QStringLiteral(" · "));
}

}  // namespace solopose
