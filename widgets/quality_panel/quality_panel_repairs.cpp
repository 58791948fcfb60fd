#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "widgets/actions/action_button.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/findings_table.h"
#include "widgets/quality_panel/judge_bar.h"
#include "widgets/quality_panel/quality_panel_private.h"
#include "widgets/session/session.h"
#include "widgets/shared/sequence_name_delegate.h"
#include "widgets/shared/sequence_names.h"

namespace solopose {
namespace {

constexpr int letters[] = {24, 10, 32, 22, 12, 16};  ///< that a column has room for, at first

}  // namespace

QWidget* QualityPanel::Private::buildRepairs() {
  style_table(repair_table);
  repair_table->setSortingEnabled(false);  // the newest first
  repair_table->setModel(repairs);
  const int letter = repair_table->fontMetrics().averageCharWidth();
  for (int column = 0; column < RepairsModel::column_count; ++column)
    repair_table->horizontalHeader()->resizeSection(column, letter * letters[column] + 16);
  repair_table->setItemDelegateForColumn(RepairsModel::sequence_column,
                                         new SequenceNameDelegate(repair_table));
  auto* take_back = new ActionButton(panel, actions.take_back_repair);
  take_back->setShowsKey(true);
  auto* page = new QWidget(panel);
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(repair_table, 1);
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(8, 6, 8, 6);
  foot->addWidget(take_back, 0, Qt::AlignLeft);
  column->addLayout(foot);
  return page;
}

/// Where one has been taken back the next takes its row.
void QualityPanel::Private::followRepairs() {
  std::map<DatasetId, int> repaired;
  for (const SequenceRecord& sequence : session->catalog()->sequences)
    if (!sequence.repairs.empty())
      repaired[sequence.dataset] += static_cast<int>(repaired_frames(sequence.repairs).size());
  findings->setRepaired(repaired);
  const int row = repair_table->currentIndex().row();
  repairs->setCatalog(*session->catalog());
  if (row >= 0 && repairs->rowCount() > 0 && !repair_table->currentIndex().isValid())
    repair_table->selectRow(std::min(row, repairs->rowCount() - 1));
  nameTabs();
}

void QualityPanel::Private::askForRepair(const std::vector<RepairRequest>& requests) {
  if (requests.empty()) return;
  const RepairRequest& first = requests.front();
  QString what = requests.size() > 1
                     ? QualityPanel::tr("%Ln run(s) of frames", "repaired", static_cast<int>(requests.size()))
                 : first.frames.first == first.frames.last
                     ? QualityPanel::tr("frame %1").arg(frames_text(first.frames))
                     : QualityPanel::tr("frames %1").arg(frames_text(first.frames));
  if (requests.size() == 1 && first.joints.any())
    what += QStringLiteral(" · ") + short_joints_text(first.joints);
  repair_under_way = RepairsModel::methodText(first.method) + QStringLiteral(": ") + what;
  session->repair(requests);
}

void QualityPanel::Private::takeBackRepairs(const std::set<RepairId>& ids) {
  if (ids.empty()) return;
  repair_under_way = QualityPanel::tr("%Ln repair(s) taken back", nullptr, static_cast<int>(ids.size()));
  session->withdrawRepairs({ids.begin(), ids.end()});
}

/// The project has it.
void QualityPanel::Private::tellRepair() {
  if (repair_under_way.isEmpty()) return;
  repair_told = std::exchange(repair_under_way, QString());
  Q_EMIT session->told(repair_told);
}

/// It was found in other poses than there are now.
bool QualityPanel::Private::isRepairedSince(const Finding& finding) const {
  const auto ids_in = [&](const Catalog* catalog) {
    std::vector<RepairId> ids;
    const SequenceRecord* record = catalog == nullptr ? nullptr : catalog->sequence(finding.sequence);
    if (record != nullptr)
      for (const RepairPtr& repair : record->repairs) ids.push_back(repair->id);
    return ids;
  };
  return ids_in(findings->sharedCatalog().get()) != ids_in(session->catalog().get());
}

/// As after a verdict to the next open finding, where a repair has removed the one that was looked at; nobody
/// is led away who writes a note.
void QualityPanel::Private::leadOn(const QString& appeared, bool was_there) {
  const QString repaired = std::exchange(repair_told, QString());
  if (repaired.isEmpty()) return;
  const bool leads = was_there && gone && notesFindings() && !judge_bar->noteField()->hasFocus();
  QStringList parts{repaired};
  if (leads) parts << QualityPanel::tr("nothing is wrong there any more");
  if (!appeared.isEmpty()) parts << appeared;
  const QString words = parts.join(QStringLiteral(" · "));
  if (leads) {
    const SequenceRecord* record = session->catalog()->sequence(gone->sequence);
    mended.emplace_back(*gone, record == nullptr ? 0 : record->repairs.size());
    const auto next = nextPlace(false);
    if (!next) return tellEnd(words);
    goTo(*next);
  }
  if (parts.size() > 1) Q_EMIT session->told(words);
}

/// What is found again because its repair was undone is looked at again, as it is with a verdict.
void QualityPanel::Private::lookAtBroughtBack() {
  const auto is_back = [this](const std::pair<Finding, std::size_t>& each) {
    const SequenceRecord* record = session->catalog()->sequence(each.first.sequence);
    return record != nullptr && record->repairs.size() < each.second && placeLike(each.first);
  };
  const auto last = std::ranges::find_if(mended.rbegin(), mended.rend(), is_back);
  if (last == mended.rend()) return;
  const int place = *placeLike(last->first);
  std::erase_if(mended, is_back);
  if (panel->isVisible() && notesFindings()) goTo(place);
}

/// What an analysis doubts that was not doubted before, by detectors: other frames may look odd beside a
/// repaired one. Empty: nothing.
QString QualityPanel::Private::newFindingsText(const QualityAnalysis& analysis) const {
  constexpr qsizetype most_named = 2;
  using Known = std::tuple<SequenceId, std::string_view, std::int64_t>;
  const auto known_by = [](const Finding& f) { return Known(f.sequence, f.detector, f.first_frame); };
  std::set<Known> known;  // nearly all of them are: asking for what is alike costs a look at a sequence's
  for (int place = 0; place < findings->findingCount(); ++place)
    known.insert(known_by(findings->finding(place).finding));
  int count = 0;
  QStringList titles;
  std::set<SequenceId> tracks;
  for (const FindingRow& row : analysis.rows) {
    if (known.contains(known_by(row.finding)) || placeLike(row.finding)) continue;
    ++count;
    tracks.insert(row.finding.sequence);
    const QString title = detector_title(row.finding.detector);
    if (!titles.contains(title)) titles << title;
  }
  if (count == 0) return {};
  if (titles.size() > most_named) titles = titles.mid(0, most_named) << QString(QChar(0x2026));
  const QString where =
      tracks.size() == 1
          ? SequenceNames(*analysis.catalog).brief(analysis.catalog->sequence(*tracks.begin())->name)
          : QualityPanel::tr("%Ln sequence(s)", "judged as wholes", static_cast<int>(tracks.size()));
  return QualityPanel::tr("%Ln new finding(s) in %1: %2", nullptr, count)
      .arg(where, titles.join(QStringLiteral(", ")));
}

std::vector<RepairId> QualityPanel::Private::targetRepairs() const {
  std::vector<RepairId> ids;
  if (tabs->currentIndex() != repairs_tab) return ids;
  for (const QModelIndex& index : repair_table->selectionModel()->selectedRows())
    ids.push_back(repairs->repairAt(index.row()).id);
  return ids;
}

void QualityPanel::Private::takeBackRepair() {
  const std::vector<RepairId> ids = targetRepairs();
  takeBackRepairs({ids.begin(), ids.end()});
}

void QualityPanel::Private::goToRepair(int row) {
  const Repair& repair = repairs->repairAt(row);
  const SequenceRecord* record = session->catalog()->sequence(repair.sequence);
  if (record == nullptr) return;
  if (playback != nullptr) playback->pause();
  session->cursor()->setSequence(record->id, record->frames, repair.first_frame);
}

}  // namespace solopose
