#include "widgets/session/commands.h"

#include <fmt/format.h>

#include "widgets/session/project_thread.h"

namespace solopose {

namespace {

const DatasetRecord& dataset_of(const Catalog& catalog, DatasetId id) {
  const DatasetRecord* dataset = catalog.dataset(id);
  if (dataset == nullptr) throw Error("the dataset is no longer in the project");
  return *dataset;
}

const SequenceRecord& sequence_of(const Catalog& catalog, SequenceId id) {
  const SequenceRecord* sequence = catalog.sequence(id);
  if (sequence == nullptr) throw Error("the sequence is no longer in the project");
  return *sequence;
}

QString title_of(const DatasetRecord& dataset) { return QString::fromStdString(dataset.name); }

Edit set_active(std::vector<ImportId> imports, bool active) {
  return [imports = std::move(imports), active](const EditTarget& target) {
    target.project.set_imports_active(imports, active);
  };
}

Edit replace(std::vector<ImportId> out, std::vector<ImportId> in) {
  return [out = std::move(out), in = std::move(in)](const EditTarget& target) {
    target.project.replace_imports(out, in);
  };
}

Edit set_setting(const char* name, std::string json) {
  return [name, json = std::move(json)](const EditTarget& target) { target.project.set_setting(name, json); };
}

Edit save(std::optional<AlignmentRecord> alignment) {
  return [alignment = std::move(alignment)](const EditTarget& target) {
    alignment ? target.project.save_alignment(*alignment) : target.project.clear_alignment();
  };
}

void realign_one(const EditTarget& target, SequenceId sequence) {
  if (!target.catalog.alignment) return;
  const AlignOptions options = AlignOptions::from_json(target.catalog.alignment->options_json);
  realign(target.project, options, std::span(&sequence, 1), target.job);
}

Edit set_key_frame(SequenceId sequence, std::optional<std::int64_t> frame) {
  return [sequence, frame](const EditTarget& target) {
    const auto before = sequence_of(target.catalog, sequence).key_frame_override;
    target.project.set_key_frame_override(sequence, frame);
    try {
      realign_one(target, sequence);
    } catch (...) {
      target.project.set_key_frame_override(sequence, before);
      throw;
    }
  };
}

/// Sequences whose key frame a person has chosen otherwise since.
std::vector<SequenceId> edited_since(const Catalog& start, const Catalog& now) {
  std::vector<SequenceId> edited;
  for (const SequenceRecord& sequence : now.sequences) {
    const SequenceRecord* before = start.sequence(sequence.id);
    if (before != nullptr && before->key_frame_override != sequence.key_frame_override)
      edited.push_back(sequence.id);
  }
  return edited;
}

}  // namespace

MaybeEdit importEdit(const EditTarget& target, ImportId import) {
  const auto of_import = [import](const SequenceRecord& sequence) { return sequence.import == import; };
  const auto sequence = std::ranges::find_if(target.catalog.sequences, of_import);
  const DatasetRecord* dataset =
      sequence == target.catalog.sequences.end() ? nullptr : target.catalog.dataset(sequence->dataset);
  const QString text =
      dataset ? SessionCommand::tr("import into %1").arg(title_of(*dataset)) : SessionCommand::tr("import");
  return ReversibleEdit{text, set_active({import}, true), set_active({import}, false), true};
}

MaybeEdit reimportEdit(const EditTarget& target, DatasetId dataset, const std::vector<ImportId>& fresh) {
  const QString text = SessionCommand::tr("re-import %1").arg(title_of(dataset_of(target.catalog, dataset)));
  const std::vector<ImportId> before = target.project.active_imports(dataset);
  return ReversibleEdit{text, replace(before, fresh), replace(fresh, before)};
}

MaybeEdit removeEdit(const EditTarget& target, DatasetId dataset) {
  const QString text = SessionCommand::tr("remove %1").arg(title_of(dataset_of(target.catalog, dataset)));
  const std::vector<ImportId> imports = target.project.active_imports(dataset);
  return ReversibleEdit{text, set_active(imports, false), set_active(imports, true)};
}

MaybeEdit renameEdit(const EditTarget& target, DatasetId dataset, const std::string& name) {
  const std::string before = dataset_of(target.catalog, dataset).name;
  if (name == before) return std::nullopt;
  const auto rename = [dataset](std::string to) -> Edit {
    return [dataset, to = std::move(to)](const EditTarget& t) { t.project.rename_dataset(dataset, to); };
  };
  const QString text =
      SessionCommand::tr("rename %1 to %2").arg(QString::fromStdString(before), QString::fromStdString(name));
  return ReversibleEdit{text, rename(name), rename(before)};
}

MaybeEdit independentTestEdit(const EditTarget& target, DatasetId dataset, bool independent) {
  const DatasetRecord& record = dataset_of(target.catalog, dataset);
  if (record.independent_test == independent) return std::nullopt;
  const auto set = [dataset](bool value) -> Edit {
    return [dataset, value](const EditTarget& t) { t.project.set_independent_test(dataset, value); };
  };
  const QString text = independent ? SessionCommand::tr("make %1 an independent test")
                                   : SessionCommand::tr("use %1 in the splits");
  return ReversibleEdit{text.arg(title_of(record)), set(independent), set(!independent)};
}

MaybeEdit clipOptionsEdit(const EditTarget& target, const ClipOptions& options) {
  const std::string before = target.project.setting(clip_options_setting);
  const std::string after = options.to_json();
  if (after == before || (before.empty() && after == ClipOptions{}.to_json())) return std::nullopt;
  return ReversibleEdit{SessionCommand::tr("change clips and splits"),
                        set_setting(clip_options_setting, after), set_setting(clip_options_setting, before)};
}

MaybeEdit waitingAlignOptionsEdit(const EditTarget& target, const AlignOptions& options) {
  const std::string before = target.project.setting(align_options_setting);
  const std::string after = options.to_json();
  if (after == before) return std::nullopt;
  return ReversibleEdit{SessionCommand::tr("change alignment options"),
                        set_setting(align_options_setting, after),
                        set_setting(align_options_setting, before)};
}

MaybeEdit keyFrameEdit(const EditTarget& target, SequenceId sequence, std::optional<std::int64_t> frame) {
  const SequenceRecord& record = sequence_of(target.catalog, sequence);
  const auto before = record.key_frame_override;
  if (before == frame) return std::nullopt;
  if (target.catalog.alignment) {
    const auto options = AlignOptions::from_json(target.catalog.alignment->options_json);
    if (options.forced_key_frame)
      throw Error(
          fmt::format("the alignment uses frame {} of every sequence: align again before choosing key frames",
                      *options.forced_key_frame));
  }
  const QString name = QString::fromStdString(record.name);
  const QString text = frame ? SessionCommand::tr("use frame %1 of %2 as key frame").arg(*frame).arg(name)
                             : SessionCommand::tr("let the program choose the key frame of %1").arg(name);
  return ReversibleEdit{text, set_key_frame(sequence, frame), set_key_frame(sequence, before)};
}

MaybeEdit alignmentEdit(const EditTarget& target, const QString& text, const AlignmentRecord& aligned,
                        const Catalog& at_start) {
  const std::optional<AlignmentRecord> before = target.catalog.alignment;
  // Edits that ran beside the job may have stored another alignment after it.
  target.project.save_alignment(aligned);
  AlignmentRecord after = aligned;
  if (const auto edited = edited_since(at_start, target.catalog); !edited.empty())
    after = realign(target.project, AlignOptions::from_json(aligned.options_json), edited, target.job);
  if (text.isEmpty()) return std::nullopt;
  return ReversibleEdit{text, save(std::move(after)), save(before), true};
}

SessionCommand::SessionCommand(ReversibleEdit edit, Run run)
    : QUndoCommand(edit.text), edit_(std::move(edit)), run_(std::move(run)) {}

void SessionCommand::undo() { run_(this, edit_.undo, true); }

void SessionCommand::redo() {
  if (std::exchange(pushed_, true)) run_(this, edit_.redo, false);
}

}  // namespace solopose
