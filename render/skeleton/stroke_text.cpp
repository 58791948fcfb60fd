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

constexpr std::array<Glyph, 45> kGlyphs = {{{u'0', 4, "103041453616050110"},
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
                                            {u'm', 4, "0004 0314242320 2334444340"},
                                            {u'x', 4, "0044 0440"},
                                            {u'y', 4, "0422 4410"},
                                            {u'z', 4, "04440040"},
                                            {u':', 0, "0001 0304"},
                                            {u'_', 4, "0040"},
                                            {u'A', 4, "0004264440 0242"},
                                            {u'B', 4, "00063645443303 3342413000"},
                                            {u'C', 4, "4536160501103041"},
                                            {u'D', 4, "00062644422000"},
                                            {u'E', 4, "46060040 0333"},
                                            {u'F', 4, "460600 0333"},
                                            {u'G', 4, "45361605011030414323"},
                                            {u'H', 4, "0006 4046 0343"},
                                            {u'I', 0, "0006"},
                                            {u'J', 4, "4641301001"},
                                            {u'K', 4, "0006 4602 1340"},
                                            {u'L', 4, "060040"},
                                            {u'M', 4, "0006234640"},
                                            {u'N', 4, "00064046"},
                                            {u'O', 4, "163645413010010516"},
                                            {u'P', 4, "00063645443303"},
                                            {u'Q', 4, "163645413010010516 2240"},
                                            {u'R', 4, "00063645443303 2340"},
                                            {u'S', 4, "453616050413334241301001"},
                                            {u'T', 4, "0646 2620"},
                                            {u'U', 4, "060110304146"},
                                            {u'V', 4, "062046"},
                                            {u'W', 4, "0610233046"},
                                            {u'X', 4, "0046 0640"},
                                            {u'Y', 4, "062346 2320"},
                                            {u'Z', 4, "06460040"}}};

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
