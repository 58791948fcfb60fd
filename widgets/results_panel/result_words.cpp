#include "widgets/results_panel/result_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "widgets/options/evaluation_words.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

struct ResultWords {
  Q_DECLARE_TR_FUNCTIONS(solopose::ResultWords)
};

QString frame_text(const std::string& frame) {
  if (frame == name_of(TargetFrame::camera)) return ResultWords::tr("camera frame");
  if (frame == name_of(TargetFrame::universal)) return ResultWords::tr("universal frame");
  return ResultWords::tr("frames not the same in all lines");
}

QString change_text(double percent) {
  const QString amount = QLocale().toString(std::abs(percent), 'f', 1);
  return percent <= 0 ? ResultWords::tr("%1 % lower").arg(amount)
                      : ResultWords::tr("%1 % higher").arg(amount);
}

QString training_set(const QString& datasets) {
  return datasets == QLatin1String(all_datasets) ? ResultWords::tr("all datasets") : datasets;
}

std::string own_words(const char* english) {
  return QCoreApplication::translate("solopose::Note", english).toStdString();
}

/// Crops, frames, splits and the mean pose have names of their own in every language.
std::string value_text(const std::string& value) {
  constexpr std::array translated{
      QT_TRANSLATE_NOOP("solopose::Note", "true"),       QT_TRANSLATE_NOOP("solopose::Note", "detected"),
      QT_TRANSLATE_NOOP("solopose::Note", "unknown"),    QT_TRANSLATE_NOOP("solopose::Note", "camera"),
      QT_TRANSLATE_NOOP("solopose::Note", "universal"),  QT_TRANSLATE_NOOP("solopose::Note", "train"),
      QT_TRANSLATE_NOOP("solopose::Note", "val"),        QT_TRANSLATE_NOOP("solopose::Note", "test"),
      QT_TRANSLATE_NOOP("solopose::Note", "independent")};
  const auto known = std::ranges::find(translated, value);
  return known == translated.end() ? line_text(value).toStdString() : own_words(*known);
}

QString words_of(const Note& note) {
  Note told{own_words(note.words.c_str()), {}, {}};
  for (const std::string& value : note.values) told.values.push_back(value_text(value));
  return shown_text(QString::fromStdString(text_of(told)));
}

QString utf8(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace

QString conditions_text(const MeasuredUnder& conditions) {
  QStringList parts{utf8(conditions.protocol), crops_text(conditions.crops)};
  if (conditions.held_out_cameras_only) parts << ResultWords::tr("held-out cameras only");
  if (conditions.with_rejected) parts << ResultWords::tr("with rejected frames");
  if (conditions.without_estimated) parts << ResultWords::tr("without estimated joints");
  return parts.join(QStringLiteral(" · "));
}

QString protocol_text(const ResultTable& table) {
  const Protocol& protocol = table.protocol;
  return QStringList{ResultWords::tr("Protocol %1: %2").arg(utf8(protocol.name), protocol_hint(protocol)),
                     crops_text(protocol.crops), frame_text(protocol.frame),
                     ResultWords::tr("each pose relative to its pelvis; P-MPJPE after the best rotation, "
                                     "translation and scale of each frame")}
      .join(QStringLiteral(" · "));
}

QString test_set_text(const std::string& test_set) {
  const std::size_t comma = test_set.rfind(", ");
  if (comma == std::string::npos) return shown_name(test_set);
  const std::string dataset = test_set.substr(0, comma);
  const auto split = value_named<Split>(test_set.substr(comma + 2));
  const QString shown = dataset == all_of_them ? ResultWords::tr("All datasets") : shown_name(dataset);
  return split ? ResultWords::tr("%1, %2", "dataset, split").arg(shown, split_text(*split)) : shown;
}

QString line_text(const std::string& method) {
  const std::string mean = mean_pose_row;
  if (method == mean) return ResultWords::tr("Mean pose");
  if (method.starts_with(mean + " ("))
    return ResultWords::tr("Mean pose") + utf8(method).mid(qsizetype(mean.size()));
  if (method == other_frame_row(TargetFrame::camera)) return ResultWords::tr("Mean pose, universal frame");
  if (method == other_frame_row(TargetFrame::universal)) return ResultWords::tr("Mean pose, camera frame");
  // Of the cross-dataset table.
  const auto behind = [&](std::string_view before) { return shown_name(method.substr(before.size())); };
  if (method.starts_with(trained_on_row))
    return ResultWords::tr("Trained on %1").arg(training_set(behind(trained_on_row)));
  if (method.starts_with(mean_pose_of_row))
    return ResultWords::tr("Mean pose of %1").arg(training_set(behind(mean_pose_of_row)));
  return shown_name(method);
}

bool is_of_another_frame(const std::string& method) {
  return method.starts_with(other_frame_row(TargetFrame::camera)) ||
         method.starts_with(other_frame_row(TargetFrame::universal));
}

QString change_sentence(const ResultChange& change) {
  return ResultWords::tr("On %1: %2’s MPJPE is %3 and its P-MPJPE %4 than those of %5")
      .arg(test_set_text(change.test_set), line_text(change.ours), change_text(change.mpjpe_percent),
           change_text(change.p_mpjpe_percent), line_text(change.theirs));
}

QStringList note_texts(const std::vector<Note>& notes) {
  QStringList words;
  QList<QStringList> names;
  for (const Note& note : notes) {
    const QString text = words_of(note);
    qsizetype at = words.indexOf(text);
    if (at < 0) {
      at = words.size();
      words << text;
      names << QStringList();
    }
    const QString name = line_text(note.about);
    if (!name.isEmpty() && !names[at].contains(name)) names[at] << name;
  }
  for (qsizetype at = 0; at < words.size(); ++at)
    if (!names[at].isEmpty())
      words[at] = QStringLiteral("%1: %2").arg(names[at].join(QStringLiteral(", ")), words[at]);
  return words;
}

QString trait_text(std::size_t trait) {
  const std::array<QString, paper_trait_names.size()> texts = {
      ResultWords::tr("Single person"), ResultWords::tr("3D human pose"),
      ResultWords::tr("Video input"),   ResultWords::tr("Single stage"),
      ResultWords::tr("Many-to-many"),  ResultWords::tr("Data augmentation"),
      ResultWords::tr("Heat map")};
  return texts[trait];
}

}  // namespace solopose
