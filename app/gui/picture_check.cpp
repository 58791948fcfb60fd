#include "app/gui/picture_check.h"

#include <algorithm>
#include <unordered_map>

#include <QImage>

namespace solopose {
namespace {

constexpr std::size_t fewest_colours = 12;
constexpr double largest_share = 0.995;  // of one colour

}  // namespace

QString picture_fault(const QImage& picture) {
  if (picture.isNull()) return QStringLiteral("no picture");
  const QImage pixels = picture.convertToFormat(QImage::Format_RGB32);
  std::unordered_map<QRgb, qint64> counts;
  for (int y = 0; y < pixels.height(); ++y) {
    const auto* row = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
    for (int x = 0; x < pixels.width(); ++x) ++counts[row[x] & 0xffffffU];
  }
  if (counts.size() < fewest_colours) return QStringLiteral("only %1 colours").arg(counts.size());
  const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
  const double share =
      static_cast<double>(most->second) / (static_cast<double>(pixels.width()) * pixels.height());
  if (share > largest_share) return QStringLiteral("%1 % of it is one colour").arg(100 * share, 0, 'f', 1);
  return {};
}

}  // namespace solopose
