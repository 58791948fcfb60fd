#include "widgets/quality_panel/sequence_names.h"

#include <algorithm>

#include <QStringList>

#include "core/project/catalog.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

QStringList parts_of(const std::string& name) { return QString::fromStdString(name).split(QLatin1Char('/')); }

QStringList turned(QStringList parts) {
  std::ranges::reverse(parts);
  return parts;
}

/// Marks that are still set: where `parts` has what `first` has.
void keep_shared(std::vector<bool>& shared, const QStringList& first, const QStringList& parts) {
  for (std::size_t i = 0; i < shared.size(); ++i) {
    const auto at = static_cast<qsizetype>(i);
    if (at >= parts.size() || parts[at] != first[at]) shared[i] = false;
  }
}

bool is_set(const std::vector<bool>& marks, qsizetype at) {
  return static_cast<std::size_t>(at) < marks.size() && marks[static_cast<std::size_t>(at)];
}

}  // namespace

SequenceNames::SequenceNames(const Catalog& catalog) {
  if (catalog.sequences.size() < 2) return;
  const QStringList first = parts_of(catalog.sequences.front().name);
  shared_from_front_.assign(static_cast<std::size_t>(first.size()), true);
  shared_from_back_ = shared_from_front_;
  for (const SequenceRecord& record : catalog.sequences) {
    const QStringList parts = parts_of(record.name);
    keep_shared(shared_from_front_, first, parts);
    keep_shared(shared_from_back_, turned(first), turned(parts));
  }
}

QString SequenceNames::brief(const std::string& name) const {
  const QStringList parts = parts_of(name);
  QStringList own;
  for (qsizetype i = 0; i < parts.size(); ++i)
    if (!is_set(shared_from_front_, i) && !is_set(shared_from_back_, parts.size() - 1 - i)) own << parts[i];
  return shown_name(own.isEmpty() ? QString::fromStdString(name) : own.join(QLatin1Char('/')));
}

}  // namespace solopose
