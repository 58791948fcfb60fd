#include "widgets/key_frames_panel/key_frame_facts.h"

#include <algorithm>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "core/project/catalog.h"
#include "widgets/theme/theme.h"

namespace solopose {

namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(solopose::KeyFrameFacts)
};

QString number(double value) { return QLocale().toString(value, 'f', 1); }

/// Lines break between parts, not within one.
QString unbroken(QString text) { return text.replace(' ', QChar(QChar::Nbsp)); }

QString coloured(const QString& text, const QColor& colour) {
  return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour.name(), text);
}

QString chooser(const KeyFrameFacts& facts) {
  if (facts.forced) return Words::tr("the same frame in every sequence");
  const QString who = facts.by_person ? Words::tr("chosen by you") : Words::tr("chosen by the program");
  if (facts.views < 2) return who;
  return Words::tr("%1 for %n views", "chosen by …", facts.views).arg(who);
}

QString posture(const KeyFrameFacts& facts) {
  const QString tilt = number(*facts.tilt_deg);
  if (facts.upright()) return unbroken(Words::tr("upright (tilt %1°)").arg(tilt));
  const QString text = facts.by_person ? Words::tr("not upright (tilt %1°)").arg(tilt)
                                       : Words::tr("no upright frame, least tilt %1°").arg(tilt);
  return coloured(unbroken(text), Theme::instance().attention());
}

/// The views in use of the sequence's take, and itself.
std::vector<const SequenceRecord*> views_of(const Catalog& catalog, const SequenceRecord& sequence) {
  std::vector<const SequenceRecord*> views;
  const std::string take = sequence.take_name();
  for (const SequenceRecord& other : catalog.sequences)
    if (other.dataset == sequence.dataset && other.take_name() == take &&
        (!other.excluded || other.id == sequence.id))
      views.push_back(&other);
  return views;
}

/// A person's key frame for this sequence: its own, or in take mode the first of its views' (as align does).
std::optional<qint64> persons_choice(const SequenceRecord& sequence,
                                     const std::vector<const SequenceRecord*>& views) {
  if (sequence.key_frame_override) return sequence.key_frame_override;
  for (const SequenceRecord* view : views)
    if (view->key_frame_override) return view->key_frame_override;
  return std::nullopt;
}

}  // namespace

KeyFrameFacts key_frame_facts(const Catalog& catalog, const SequenceRecord& sequence,
                              const AlignOptions& options, const KeyFrameAnalysis* analysis, bool preview) {
  KeyFrameFacts facts;
  facts.tolerance_deg = options.key_frame.tolerance_deg;
  facts.forced = options.forced_key_frame.has_value();
  std::vector<const SequenceRecord*> views;
  if (options.mode == KeyFrameMode::per_take) {
    views = views_of(catalog, sequence);
    facts.views = std::max(1, static_cast<int>(views.size()));
  }
  const SequenceAlignment* aligned = catalog.alignment ? catalog.alignment->of(sequence.id) : nullptr;
  facts.aligned = aligned != nullptr;
  const bool aligned_frame = aligned != nullptr && aligned->key_frame >= 0;
  facts.marks.person = persons_choice(sequence, views);
  facts.by_person = facts.marks.person.has_value();
  if (analysis != nullptr && analysis->choice.key_frame >= 0)
    facts.marks.program = analysis->choice.key_frame;
  if (!facts.by_person && aligned_frame && !preview) facts.marks.program = aligned->key_frame;
  if (facts.by_person && facts.views > 1)
    facts.marks.program.reset();  // the take's is not known while it is overruled
  facts.key_frame = facts.by_person ? facts.marks.person : facts.marks.program;
  if (aligned_frame && facts.key_frame == aligned->key_frame) facts.residual_mm = aligned->residual_mm;
  if (analysis != nullptr && facts.key_frame)
    if (const auto row = analysis->rowOf(*facts.key_frame))
      facts.tilt_deg = static_cast<double>(analysis->features.tilt_deg[*row]);
  return facts;
}

QString KeyFrameFacts::title() const {
  return key_frame ? Words::tr("Key frame %1").arg(*key_frame) : Words::tr("No key frame");
}

QString KeyFrameFacts::richText() const {
  QStringList parts;
  if (key_frame) parts << unbroken(chooser(*this));
  if (tilt_deg) parts << posture(*this);
  if (residual_mm) parts << unbroken(Words::tr("residual %1 mm").arg(number(*residual_mm)));
  if (!aligned) parts << unbroken(Words::tr("not aligned yet"));
  return parts.join(QStringLiteral(" · "));
}

QString key_frame_legend(const KeyFrameAnalysis* analysis, const KeyFrameMarks& marks) {
  if (analysis == nullptr) return {};
  const Theme& theme = Theme::instance();
  QStringList entries;
  const auto add = [&entries](const QString& sign, const QColor& colour, const QString& text) {
    entries << coloured(sign, colour) + QChar(QChar::Nbsp) + unbroken(text);
  };
  for (std::size_t i = 0; i < analysis->choice.cluster_sizes.size(); ++i) {
    const auto size = static_cast<int>(analysis->choice.cluster_sizes[i]);
    const QString name = Words::tr("Cluster %1").arg(i + 1);
    add(QStringLiteral("●"), theme.cluster(static_cast<int>(i)),
        Words::tr("%1: %n frame(s)", "cluster: size", size).arg(name));
  }
  if (marks.program) add(QStringLiteral("★"), theme.text(), Words::tr("Program's key frame"));
  if (marks.person) add(QStringLiteral("◆"), theme.accent(), Words::tr("Your key frame"));
  add(QStringLiteral("○"), theme.accent(), Words::tr("Current frame"));
  return entries.join(QStringLiteral("&nbsp;&nbsp; "));
}

}  // namespace solopose
