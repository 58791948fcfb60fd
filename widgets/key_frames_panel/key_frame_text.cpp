#include "widgets/key_frames_panel/key_frame_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

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
  return Words::tr("%1 for %Ln views", "chosen by …", facts.views).arg(who);
}

QString posture(const KeyFrameFacts& facts) {
  const QString tilt = number(*facts.tilt_deg);
  if (facts.upright()) return unbroken(Words::tr("upright (tilt %1°)").arg(tilt));
  const QString text = facts.by_person ? Words::tr("not upright (tilt %1°)").arg(tilt)
                                       : Words::tr("no upright frame, least tilt %1°").arg(tilt);
  return coloured(unbroken(text), Theme::instance().attention());
}

}  // namespace

QString key_frame_title(const KeyFrameFacts& facts) {
  return facts.key_frame ? Words::tr("Key frame %1").arg(*facts.key_frame) : Words::tr("No key frame");
}

QString key_frame_rich_text(const KeyFrameFacts& facts) {
  QStringList parts;
  if (facts.key_frame) parts << unbroken(chooser(facts));
  if (facts.tilt_deg) parts << posture(facts);
  if (facts.residual_mm) parts << unbroken(Words::tr("residual %1 mm").arg(number(*facts.residual_mm)));
  if (!facts.aligned) parts << unbroken(Words::tr("not aligned yet"));
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
        Words::tr("%1: %Ln frame(s)", "cluster: size", size).arg(name));
  }
  if (marks.program) add(QStringLiteral("★"), theme.text(), Words::tr("Program's key frame"));
  if (marks.person) add(QStringLiteral("◆"), theme.accent(), Words::tr("Your key frame"));
  add(QStringLiteral("○"), theme.accent(), Words::tr("Current frame"));
  return entries.join(QStringLiteral("&nbsp;&nbsp; "));
}

}  // namespace solopose
