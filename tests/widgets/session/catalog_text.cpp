#include "tests/widgets/session/catalog_text.h"

#include <fmt/format.h>

#include "core/augmotion/alignment.h"
#include "core/augmotion/clips.h"
#include "core/project/repair.h"

namespace solopose::testing {

namespace {

std::string text(const Eigen::MatrixXd& matrix) {
  std::string line;
  for (Eigen::Index i = 0; i < matrix.size(); ++i) line += fmt::format(" {:a}", matrix(i));
  return line;
}

std::string text(const AlignmentRecord& alignment) {
  std::string all = fmt::format("alignment {} revision {} Ms {:a} Msp {:a} reference{}\n",
                                alignment.options_json, alignment.data_revision, alignment.shoulder_width_mm,
                                alignment.torso_length_mm, text(alignment.reference_mm));
  for (const SequenceAlignment& s : alignment.sequences)
    all +=
        fmt::format("  {} key {} sizes {} residual {:a}{}{} {:a}\n", s.sequence, s.key_frame,
                    fmt::join(s.cluster_sizes, ","), s.residual_mm, text(s.universal_from_dataset.rotation),
                    text(s.universal_from_dataset.translation_mm), s.universal_from_dataset.scale);
  for (const TakeDispersion& take : alignment.takes)
    all += fmt::format("  {} {} {:a} {:a}\n", take.name, fmt::join(take.views, ","), take.before_mm,
                       take.after_mm);
  return all;
}

}  // namespace

std::string catalog_text(const Catalog& catalog) {
  std::string all = fmt::format("revision {}\n", catalog.data_revision);
  for (const DatasetRecord& d : catalog.datasets)
    all += fmt::format("dataset {} {} {} {} {}\n", d.id, d.name, d.format, d.independent_test,
                       fmt::join(d.independent_subjects, ","));
  for (const SequenceRecord& s : catalog.sequences)
    all += fmt::format("sequence {} {} {} {} {} {} {} key {} excluded {}\n", s.id, s.dataset, s.import,
                       s.name, s.frames, s.pose_file, s.pose_group,
                       s.key_frame_override ? *s.key_frame_override : -1, s.excluded);
  for (const SequenceRecord& s : catalog.sequences) {
    for (const FrameRun& run : s.rejected)
      all += fmt::format("rejected {} {} {}\n", s.id, run.first, run.last);
    for (const RepairPtr& r : s.repairs) {
      all += fmt::format("repair {} of {} {} {} {} {} {} {}", r->id, r->sequence, name_of(r->kind),
                         r->joints.to_string(), r->first_frame, r->last_frame, r->reviewer, r->at);
      for (const float value : r->positions_mm) all += fmt::format(" {:a}", value);
      all += '\n';
    }
  }
  for (const VerdictRecord& v : catalog.verdicts)
    all += fmt::format("verdict {} of {} {} {} {} {} {} {} {} {} {}\n", v.id, v.sequence, v.first_frame,
                       v.last_frame, v.detector, name_of(v.verdict), v.note, fmt::join(v.tags, ","),
                       v.reviewer, v.at, fmt::join(v.settles, ","));
  for (const ProblemRecord& p : catalog.problems)
    all += fmt::format("problem {} {} {} {} {}\n", p.dataset, p.import, p.file, p.message, p.skipped);
  if (catalog.alignment) all += text(*catalog.alignment);
  return all;
}

std::string catalog_text(const Session& session) {
  std::string all = catalog_text(*session.catalog());
  all += session.alignOptions().to_json() + '\n' + session.clipOptions().to_json() + '\n';
  for (const Clip& clip : *session.clips())
    all += fmt::format("{}:{}:{} ", clip.sequence_index, clip.first_frame, name_of(clip.split));
  return all;
}

}  // namespace solopose::testing
