#include "widgets/actions/fuzzy_match.h"

#include <algorithm>
#include <vector>

namespace solopose {
namespace {

constexpr int unreachable = -1'000'000;

int letter_score(const QString& text, qsizetype at) {
  const bool starts_word = at == 0 || !text[at - 1].isLetterOrNumber();
  return starts_word ? 8 : 1;
}

}  // namespace

// best[j]: the best score with the letters so far, the last of them at text[j].
std::optional<int> fuzzy_score(const QString& typed, const QString& text) {
  QString wanted = typed.simplified();
  wanted.remove(QLatin1Char(' '));
  if (wanted.isEmpty()) return 0;
  std::vector<int> best(static_cast<std::size_t>(text.size()), unreachable);
  for (qsizetype i = 0; i < wanted.size(); ++i) {
    std::vector<int> next(best.size(), unreachable);
    int before = i == 0 ? 0 : unreachable;  // the best of best[0 .. j-2]
    for (qsizetype j = 0; j < text.size(); ++j) {
      const auto at = static_cast<std::size_t>(j);
      const int neighbour = j > 0 && i > 0 && best[at - 1] != unreachable ? best[at - 1] + 6 : unreachable;
      if (text[j].toCaseFolded() == wanted[i].toCaseFolded() && std::max(before, neighbour) != unreachable) {
        next[at] = std::max(before, neighbour) + letter_score(text, j);
      }
      if (i > 0 && j > 0) before = std::max(before, best[at - 1]);
    }
    best = std::move(next);
  }
  const int score = best.empty() ? unreachable : *std::ranges::max_element(best);
  if (score == unreachable) return std::nullopt;
  return score * 64 - static_cast<int>(std::min<qsizetype>(text.size(), 63));
}

}  // namespace solopose
