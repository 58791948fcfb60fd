#include "widgets/shared/elided_name.h"

#include <vector>

#include <QStringList>

namespace solopose {
namespace {

/// Of a part: by so many it is still known, as long as other parts can give way, and then its first and its
/// last.
constexpr qsizetype few_letters[] = {4, 2};

struct Part {
  QString whole;
  qsizetype kept;  ///< letters of it

  QString shown() const {
    if (kept >= whole.size()) return whole;
    return whole.left(kept / 2) + QChar(0x2026) + whole.right((kept + 1) / 2);
  }
};

QString joined(const std::vector<Part>& parts) {
  QStringList shown;
  for (const Part& part : parts) shown << part.shown();
  return shown.join(QLatin1Char('/'));
}

/// The ellipsis takes the room of a letter.
qsizetype shorter(const Part& part) { return part.kept == part.whole.size() ? part.kept - 2 : part.kept - 1; }

/// The longest part that keeps enough letters becomes shorter by one.
/// @return false: there is none.
bool shorten(std::vector<Part>& parts, qsizetype fewest) {
  Part* longest = nullptr;
  for (Part& part : parts) {
    const bool hardly_gains = part.kept == part.whole.size() && part.kept < fewest + 3;
    if (shorter(part) < fewest || hardly_gains) continue;
    if (longest == nullptr || part.whole.size() > longest->whole.size()) longest = &part;
  }
  if (longest != nullptr) longest->kept = shorter(*longest);
  return longest != nullptr;
}

}  // namespace

QString elided_name(const QString& name, const QFontMetrics& metrics, int width_px) {
  std::vector<Part> parts;
  for (const QString& part : name.split(QLatin1Char('/'))) parts.push_back({part, part.size()});
  const auto fits = [&] { return metrics.horizontalAdvance(joined(parts)) <= width_px; };
  for (const qsizetype fewest : few_letters)
    while (!fits() && shorten(parts, fewest)) continue;
  return fits() ? joined(parts) : metrics.elidedText(joined(parts), Qt::ElideMiddle, width_px);
}

}  // namespace solopose
