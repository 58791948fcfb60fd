#include "widgets/session/commands.h"

#include <fmt/format.h>

#include "core/augmotion/key_frame_choice.h"
#include "core/project/catalog.h"
#include "core/project/relink.h"
#include "core/skeleton/marker_cloud.h"
#include "widgets/session/project_thread.h"

namespace solopose {

const SequenceRecord& listed_sequence(const Catalog& catalog, SequenceId id) {
  const SequenceRecord* sequence = catalog.sequence(id);
  if (sequence == nullptr)
    throw EditConflict(SessionCommand::tr("The sequence is no longer in the project").toStdString());
  return *sequence;
}

/// Every edit that can be undone finds what it would write over as it left it, or leaves it.
void require_untouched(bool as_it_was_left) {
  if (!as_it_was_left)
    throw EditConflict(
        SessionCommand::tr("Somebody else has changed or removed it since, and that stays").toStdString());
}

namespace {

const DatasetRecord& dataset_of(const Catalog& catalog, DatasetId id) {
  const DatasetRecord* dataset = catalog.dataset(id);
  if (dataset == nullptr)
    throw EditConflict(SessionCommand::tr("The dataset is no longer in the project").toStdString());
  return *dataset;
}

QString title_of(const DatasetRecord& dataset) { return QString::fromStdString(dataset.name); }

void require_active(const Project& project, const std::vector<ImportId>& imports) {
  require_untouched(std::ranges::all_of(imports, [&](ImportId import) { return project.is_active(import); }));
}

/// Removed ones lie in the trash until somebody empties it.
void require_kept(const Project& project, const std::vector<ImportId>& imports) {
  if (imports.empty()) return;
  const TrashContents trash = trash_of(project);
  for (const ImportId import : imports) {
    require_untouched(!project.is_active(import));
    if (std::ranges::find(trash.imports, import, &RemovedImport::import) == trash.imports.end())
      throw EditConflict(SessionCommand::tr("The trash has been emptied since").toStdString());
  }
}

Edit replace(std::vector<ImportId> out, std::vector<ImportId> in) {
  return [out = std::move(out), in = std::move(in)](const EditTarget& target) {
    require_active(target.project, out);
    require_kept(target.project, in);
    target.project.replace_imports(out, in);
  };
}

Edit exclude(std::vector<SequenceId> sequences, bool excluded) {
  return [sequences = std::move(sequences), excluded](const EditTarget& target) {
    for (const SequenceId sequence : sequences)
      require_untouched(listed_sequence(target.catalog, sequence).excluded != excluded);
    target.project.set_excluded(sequences, excluded);
  };
}

std::vector<SequenceVideoNames> videos_now(const Catalog& catalog,
                                           const std::vector<SequenceVideoNames>& sequences) {
  std::vector<SequenceVideoNames> now;
  for (const auto& [sequence, videos] : sequences)
    now.push_back({sequence, listed_sequence(catalog, sequence).videos});
  return now;
}

Edit set_videos(std::vector<SequenceVideoNames> before, std::vector<SequenceVideoNames> after) {
  return [before = std::move(before), after = std::move(after)](const EditTarget& target) {
    require_untouched(videos_now(target.catalog, before) == before);
    target.project.set_videos(after);
  };
}

Edit both(Edit first, Edit second) {
  return [first = std::move(first), second = std::move(second)](const EditTarget& target) {
    first(target);
    second(target);
  };
}

Edit rename(DatasetId dataset, std::string from, std::string to) {
  return [dataset, from = std::move(from), to = std::move(to)](const EditTarget& target) {
    require_untouched(dataset_of(target.catalog, dataset).name == from);
    target.project.rename_dataset(dataset, to);
  };
}

Edit set_independent(DatasetId dataset, bool independent) {
  return [dataset, independent](const EditTarget& target) {
    require_untouched(dataset_of(target.catalog, dataset).independent_test != independent);
    target.project.set_independent_test(dataset, independent);
  };
}

Edit set_setting(const char* name, std::string from, std::string to) {
  return [name, from = std::move(from), to = std::move(to)](const EditTarget& target) {
    require_untouched(target.project.setting(name) == from);
    target.project.set_setting(name, to);
  };
}

Edit save(std::optional<AlignmentRecord> from, std::optional<AlignmentRecord> to) {
  return [from = std::move(from), to = std::move(to)](const EditTarget& target) {
    require_untouched(target.catalog.alignment == from);
    to ? target.project.save_alignment(*to) : target.project.clear_alignment();
  };
}

Edit set_key_frame(SequenceId sequence, std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
  return [=](const EditTarget& target) {
    require_untouched(listed_sequence(target.catalog, sequence).key_frame_override == from);
    choose_key_frame(target.project, target.catalog, sequence, to, target.job);
  };
}

/// Those that are not so yet, and can be: marker clouds stay excluded.
std::vector<SequenceId> to_change(const Catalog& catalog, const std::vector<SequenceId>& sequences,
                                  bool excluded) {
  std::vector<SequenceId> changing;
  for (const SequenceId id : sequences) {
    const SequenceRecord& sequence = listed_sequence(catalog, id);
    if (sequence.excluded != excluded && !is_marker_cloud(*sequence.joints)) changing.push_back(id);
  }
  return changing;
}

QString exclusion_text(const Catalog& catalog, const std::vector<SequenceId>& sequences, bool excluded) {
  if (sequences.size() > 1) {
    const int count = static_cast<int>(sequences.size());
    return excluded ? SessionCommand::tr("exclude %Ln sequence(s)", nullptr, count)
                    : SessionCommand::tr("include %Ln sequence(s) again", nullptr, count);
  }
  const QString name = QString::fromStdString(listed_sequence(catalog, sequences.front()).name);
  return excluded ? SessionCommand::tr("exclude %1").arg(name)
                  : SessionCommand::tr("include %1 again").arg(name);
}

QString removal_text(const Catalog& catalog, const std::vector<DatasetId>& datasets) {
  if (datasets.size() > 1)
    return SessionCommand::tr("remove %Ln dataset(s)", nullptr, static_cast<int>(datasets.size()));
  return SessionCommand::tr("remove %1").arg(title_of(dataset_of(catalog, datasets.front())));
}

}  // namespace

MaybeEdit importEdit(const EditTarget& target, ImportId import) {
  const auto of_import = [import](const SequenceRecord& sequence) { return sequence.import == import; };
  const auto sequence = std::ranges::find_if(target.catalog.sequences, of_import);
  const DatasetRecord* dataset =
      sequence == target.catalog.sequences.end() ? nullptr : target.catalog.dataset(sequence->dataset);
  const QString text =
      dataset ? SessionCommand::tr("import into %1").arg(title_of(*dataset)) : SessionCommand::tr("import");
  return ReversibleEdit{text, replace({}, {import}), replace({import}, {}), true};
}

MaybeEdit restoreEdit(const EditTarget& /*target*/, const RemovedImport& import) {
  return ReversibleEdit{SessionCommand::tr("restore %1").arg(QString::fromStdString(import.dataset_name)),
                        replace({}, {import.import}), replace({import.import}, {})};
}

MaybeEdit reimportEdit(const EditTarget& target, DatasetId dataset, const std::vector<ImportId>& before,
                       const std::vector<ImportId>& fresh) {
  const QString text = SessionCommand::tr("re-import %1").arg(title_of(dataset_of(target.catalog, dataset)));
  if (target.project.active_imports(dataset) != before)
    throw EditConflict(SessionCommand::tr("Somebody else has changed the dataset while its files were read "
                                          "again; what was read lies in the trash")
                           .toStdString());
  return ReversibleEdit{text, replace(before, fresh), replace(fresh, before)};
}

MaybeEdit removeEdit(const EditTarget& target, const std::vector<DatasetId>& datasets,
                     const std::vector<SequenceId>& sequences) {
  std::vector<ImportId> imports;
  for (const DatasetId dataset : datasets) {
    dataset_of(target.catalog, dataset);
    const std::vector<ImportId> own = target.project.active_imports(dataset);
    imports.insert(imports.end(), own.begin(), own.end());
  }
  const std::vector<SequenceId> excluded = to_change(target.catalog, sequences, true);
  if (datasets.empty()) return exclusionEdit(target, sequences, true);
  QString text = removal_text(target.catalog, datasets);
  if (!excluded.empty())
    text = SessionCommand::tr("%1 and %2").arg(text, exclusion_text(target.catalog, excluded, true));
  return ReversibleEdit{text, both(replace(imports, {}), exclude(excluded, true)),
                        both(replace({}, imports), exclude(excluded, false))};
}

MaybeEdit exclusionEdit(const EditTarget& target, const std::vector<SequenceId>& sequences, bool excluded) {
  const std::vector<SequenceId> changing = to_change(target.catalog, sequences, excluded);
  if (changing.empty()) return std::nullopt;
  return ReversibleEdit{exclusion_text(target.catalog, changing, excluded), exclude(changing, excluded),
                        exclude(changing, !excluded)};
}

MaybeEdit relinkEdit(const EditTarget& target, const std::filesystem::path& folder) {
  const Relinking relinking = find_moved_videos(target.catalog, target.project.folder(), folder, target.job);
  if (relinking.changes.empty())
    throw Error(SessionCommand::tr("%1 holds none of the missing videos")
                    .arg(QString::fromStdString(folder.string()))
                    .toStdString());
  const auto before = videos_now(target.catalog, relinking.changes);
  const QString text =
      SessionCommand::tr("relink %Ln video(s)", nullptr, static_cast<int>(relinking.found.size()));
  return ReversibleEdit{text, set_videos(before, relinking.changes), set_videos(relinking.changes, before)};
}

MaybeEdit renameEdit(const EditTarget& target, DatasetId dataset, const std::string& name) {
  const std::string before = dataset_of(target.catalog, dataset).name;
  if (name == before) return std::nullopt;
  const QString text =
      SessionCommand::tr("rename %1 to %2").arg(QString::fromStdString(before), QString::fromStdString(name));
  return ReversibleEdit{text, rename(dataset, before, name), rename(dataset, name, before)};
}

MaybeEdit independentTestEdit(const EditTarget& target, DatasetId dataset, bool independent) {
  const DatasetRecord& record = dataset_of(target.catalog, dataset);
  if (record.independent_test == independent) return std::nullopt;
  const QString text = independent ? SessionCommand::tr("make %1 an independent test")
                                   : SessionCommand::tr("use %1 in the splits");
  return ReversibleEdit{text.arg(title_of(record)), set_independent(dataset, independent),
                        set_independent(dataset, !independent)};
}

MaybeEdit clipOptionsEdit(const EditTarget& target, const ClipOptions& options) {
  const std::string before = target.project.setting(clip_options_setting);
  const std::string after = options.to_json();
  if (after == before || (before.empty() && after == ClipOptions{}.to_json())) return std::nullopt;
  return ReversibleEdit{SessionCommand::tr("change clips and splits"),
                        set_setting(clip_options_setting, before, after),
                        set_setting(clip_options_setting, after, before)};
}

MaybeEdit qualityOptionsEdit(const EditTarget& target, const QualityOptions& options) {
  if (quality_options_of(target.project) == options) return std::nullopt;
  const std::string before = target.project.setting(quality_options_setting);
  const std::string after = options.to_json();
  return ReversibleEdit{SessionCommand::tr("change thresholds"),
                        set_setting(quality_options_setting, before, after),
                        set_setting(quality_options_setting, after, before)};
}

MaybeEdit waitingAlignOptionsEdit(const EditTarget& target, const AlignOptions& options) {
  const std::string before = target.project.setting(align_options_setting);
  const std::string after = options.to_json();
  if (after == before) return std::nullopt;
  return ReversibleEdit{SessionCommand::tr("change alignment options"),
                        set_setting(align_options_setting, before, after),
                        set_setting(align_options_setting, after, before)};
}

MaybeEdit keyFrameEdit(const EditTarget& target, SequenceId sequence, std::optional<std::int64_t> frame) {
  const SequenceRecord& record = listed_sequence(target.catalog, sequence);
  const auto before = record.key_frame_override;
  if (before == frame) return std::nullopt;
  require_free_key_frames(target.catalog);
  const QString name = QString::fromStdString(record.name);
  const QString text = frame ? SessionCommand::tr("use frame %1 of %2 as key frame").arg(*frame).arg(name)
                             : SessionCommand::tr("let the program choose the key frame of %1").arg(name);
  return ReversibleEdit{text, set_key_frame(sequence, before, frame), set_key_frame(sequence, frame, before)};
}

MaybeEdit alignmentEdit(const EditTarget& target, const QString& text, const AlignmentRecord& computed,
                        const Catalog& at_start) {
  const std::optional<AlignmentRecord> before = target.catalog.alignment;
  store_alignment(target.project, computed, at_start, target.job);
  if (text.isEmpty()) return std::nullopt;
  const std::optional<AlignmentRecord> after = target.project.catalog().alignment;
  return ReversibleEdit{text, save(before, after), save(after, before), true};
}

SessionCommand::SessionCommand(ReversibleEdit edit, Run run)
    : QUndoCommand(edit.text), edit_(std::move(edit)), run_(std::move(run)) {}

void SessionCommand::undo() { run_(this, edit_.undo, true); }

void SessionCommand::redo() {
  if (std::exchange(pushed_, true)) run_(this, edit_.redo, false);
}

}  // namespace solopose
