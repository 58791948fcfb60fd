#include "render/skeleton/stroke_text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace solopose {

namespace {

constexpr float kGrid = 6;  // a capital is 6 units high, 4 wide
constexpr float kGap = 1.8F;

/// Polylines as pairs of digits (column, row from the baseline), separated by blanks.
struct Glyph {
  char16_t letter;
  float width;
  std::string_view lines;
};

constexpr std::array<Glyph, 17> kGlyphs = {{{u'0', 4, "103041453616050110"},
                                            {u'1', 4, "202604 1030"},
                                            {u'2', 4, "0516364544 440040"},
                                            {u'3', 4, "051636454433 1333 334241301001"},
                                            {u'4', 4, "30360242"},
                                            {u'5', 4, "4606033342413010 1001"},
                                            {u'6', 4, "4536160501103041423303"},
                                            {u'7', 4, "064620"},
                                            {u'8', 4, "13040516364544331302011030414233"},
                                            {u'9', 4, "0110304145361605041343"},
                                            {u'.', 0, "0001"},
                                            {u'-', 3, "0333"},
                                            {u'\u00b0', 2, "0516251405"},
                                            {u'm', 6, "0004 0314242320 2334444340"},
                                            {u'x', 4, "0044 0440"},
                                            {u'y', 4, "0422 4410"},
                                            {u'z', 4, "04440040"}}};

const Glyph* glyphOf(QChar letter) {
  const auto found = std::find_if(kGlyphs.begin(), kGlyphs.end(),
                                  [&](const Glyph& glyph) { return glyph.letter == letter.unicode(); });
  return found == kGlyphs.end() ? nullptr : &*found;
}

void appendGlyph(const Glyph& glyph, float left, StrokeText& text) {
  std::string_view rest = glyph.lines;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const auto point = [&](std::size_t i) {
      return Eigen::Vector2f((left + static_cast<float>(line[i] - '0')) / kGrid,
                             static_cast<float>(line[i + 1] - '0') / kGrid);
    };
    for (std::size_t i = 2; i + 1 < line.size(); i += 2) text.segments.push_back({point(i - 2), point(i)});
  }
}

}  // namespace

StrokeText strokeText(const QString& letters) {
  StrokeText text;
  float pen = 0;
  for (const QChar letter : letters) {
    const Glyph* glyph = glyphOf(letter);
    if (glyph != nullptr) appendGlyph(*glyph, pen, text);
    pen += (glyph != nullptr ? glyph->width : 1.2F) + kGap;
  }
  text.width = std::max(0.0F, pen - kGap) / kGrid;
  return text;
}

}  // namespace solopose
