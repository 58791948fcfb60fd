#include "widgets/shared/sequence_names.h"

#include "core/project/catalog.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

QStringList parts_of(const std::string& name) { return QString::fromStdString(name).split(QLatin1Char('/')); }

bool is_set(const std::vector<bool>& marks, qsizetype at) {
  return static_cast<std::size_t>(at) < marks.size() && marks[static_cast<std::size_t>(at)];
}

}  // namespace

void SequenceNames::SharedParts::add(const QStringList& parts) {
  if (names_++ == 0) {
    first_ = parts;
    from_front_.assign(static_cast<std::size_t>(parts.size()), true);
    from_back_ = from_front_;
  }
  const qsizetype size = first_.size();
  for (qsizetype i = 0; i < size; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (i >= parts.size() || parts[i] != first_[i]) from_front_[at] = false;
    if (i >= parts.size() || parts[parts.size() - 1 - i] != first_[size - 1 - i]) from_back_[at] = false;
  }
}

bool SequenceNames::SharedParts::has(qsizetype at, qsizetype count) const {
  return names_ > 1 && (is_set(from_front_, at) || is_set(from_back_, count - 1 - at));
}

SequenceNames::SequenceNames(const Catalog& catalog) {
  for (const SequenceRecord& record : catalog.sequences) {
    const QStringList parts = parts_of(record.name);
    shared_.add(parts);
    shared_in_[parts.front()].add(parts.mid(1));
  }
}

QString SequenceNames::brief(const std::string& name) const {
  const QStringList parts = parts_of(name);
  const auto dataset = shared_in_.find(parts.front());
  const auto shared = [&](qsizetype at) {
    if (shared_.has(at, parts.size())) return true;
    return at > 0 && dataset != shared_in_.end() && dataset->second.has(at - 1, parts.size() - 1);
  };
  QStringList own;
  for (qsizetype at = 0; at < parts.size(); ++at) {
    const bool again = !own.isEmpty() && own.back() == parts[at];  // a take is often named by its action
    if (!again && !shared(at)) own << parts[at];
  }
  return shown_name(own.isEmpty() ? QString::fromStdString(name) : own.join(QLatin1Char('/')));
}

}  // namespace solopose
