#include "widgets/quality_panel/finding_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/reason_text.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(solopose::Finding)
};

constexpr int digits = 3;
constexpr std::size_t most_joints_named = 4;

}  // namespace

QString state_text(FindingState state) {
  switch (state) {
    case FindingState::open:
      return Words::tr("Open", "finding");
    case FindingState::fix_later:
      return Words::tr("Fix later");
    case FindingState::partly_rejected:
      return Words::tr("Partly rejected");
    case FindingState::rejected:
      return Words::tr("Rejected");
    case FindingState::accepted:
      break;
  }
  return Words::tr("Accepted");
}

QString verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::accepted:
      return state_text(FindingState::accepted);
    case Verdict::fix_later:
      return state_text(FindingState::fix_later);
    case Verdict::rejected:
      break;
  }
  return state_text(FindingState::rejected);
}

QIcon state_icon(FindingState state) {
  switch (state) {
    case FindingState::open:
      return Theme::instance().icon(QStringLiteral("open-finding"));
    case FindingState::fix_later:
      return Theme::instance().icon(QStringLiteral("clock"));
    case FindingState::partly_rejected:
    case FindingState::rejected:
      return Theme::instance().icon(QStringLiteral("exclude"));
    case FindingState::accepted:
      break;
  }
  return Theme::instance().icon(QStringLiteral("check"));
}

QColor state_colour(FindingState state) {
  const Theme& theme = Theme::instance();
  switch (state) {
    case FindingState::open:
      return theme.attention();
    case FindingState::fix_later:
      return theme.accent();
    case FindingState::partly_rejected:
    case FindingState::rejected:
      return theme.text();
    case FindingState::accepted:
      break;
  }
  return theme.border();
}

QString frames_text(const FrameRun& frames) {
  const QLocale locale;
  const QString first = locale.toString(static_cast<qint64>(frames.first));
  if (frames.first == frames.last) return first;
  return first + QChar(0x2013) + locale.toString(static_cast<qint64>(frames.last));
}

QString frames_text(const Finding& finding) {
  return frames_text(FrameRun{finding.first_frame, finding.last_frame});
}

QString joints_text(const JointMask& joints) {
  if (joints.none() || joints.all()) return Words::tr("Whole body");
  QStringList names;
  for (int joint = 0; joint < joint_count; ++joint)
    if (joints[static_cast<std::size_t>(joint)]) names << joint_text(static_cast<Joint>(joint));
  return names.join(QStringLiteral(", "));
}

QString short_joints_text(const JointMask& joints) {
  const std::size_t count = joints.count();
  if (joints.all() || count <= most_joints_named) return joints_text(joints);
  return Words::tr("%Ln joint(s)", nullptr, static_cast<int>(count));
}

QString unit_text(std::string_view unit) {
  if (unit.empty()) return {};
  if (unit == "degrees") return QStringLiteral("°");
  if (unit == "frames") return QChar(QChar::Nbsp) + Words::tr("frames", "unit");
  return QChar(QChar::Nbsp) + QString::fromUtf8(unit.data(), static_cast<qsizetype>(unit.size()));
}

QString score_text(float score, std::string_view unit) {
  if (std::isnan(score)) return QStringLiteral("–");
  if (std::isinf(score)) return score < 0 ? QStringLiteral("-∞") : QStringLiteral("∞");
  const double size = std::abs(static_cast<double>(score));
  const int before_point = size < 1 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
  const int decimals = std::clamp(digits - before_point, 0, digits - 1);
  return QLocale().toString(static_cast<double>(score), 'f', decimals) + unit_text(unit);
}

QString opinions_line(const Finding& finding, std::span<const VerdictRecord> verdicts) {
  std::map<std::string, Verdict> opinions;
  for (const VerdictRecord& verdict : verdicts) {
    const bool speaks_of_it = verdict.first_frame <= finding.last_frame &&
                              finding.first_frame <= verdict.last_frame &&
                              (verdict.detector.empty() || verdict.detector == finding.detector);
    if (speaks_of_it) opinions[verdict.reviewer] = verdict.verdict;
  }
  std::set<Verdict> different;
  QStringList lines;
  for (const auto& [reviewer, verdict] : opinions) {
    different.insert(verdict);
    lines += Words::tr("%1 by %2", "verdict, reviewer").arg(verdict_text(verdict), shown_name(reviewer));
  }
  return different.size() < 2 ? QString() : lines.join(QStringLiteral(" · "));
}

QString finding_line(const Finding& finding) {
  return QStringLiteral("%1: %2, %3")
      .arg(frames_text(finding), detector_title(finding.detector), reason_text(finding.reason));
}

}  // namespace solopose
