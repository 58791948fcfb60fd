#include "widgets/dataset_tree/sequence_search.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

#include <QStringList>

namespace solopose {
namespace {

bool ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

void append_folded(std::string_view text, std::string& out) {
  if (!ascii(text)) {
    out += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toCaseFolded().toStdString();
    return;
  }
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::vector<std::string> folded_words(const QString& text) {
  std::vector<std::string> words;
  for (const QString& word : text.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    words.push_back(word.toStdString());
  }
  return words;
}

bool holds_all(std::string_view text, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [text](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

SequenceSearch::SequenceSearch(std::shared_ptr<const Catalog> catalog) : catalog_(std::move(catalog)) {}

void SequenceSearch::prepare() {
  prepared_ = true;
  starts_.reserve(catalog_->sequences.size() + 1);
  for (const SequenceRecord& record : catalog_->sequences) {
    starts_.push_back(texts_.size());
    append_folded(record.name, texts_);
    texts_ += '\n';
    append_folded(record.action, texts_);
  }
  starts_.push_back(texts_.size());
}

std::vector<std::uint32_t> SequenceSearch::find(const QString& text) {
  const std::vector<std::string> words = folded_words(text);
  std::vector<std::uint32_t> found;
  if (words.empty()) {
    found.resize(catalog_->sequences.size());
    std::iota(found.begin(), found.end(), 0U);
    return found;
  }
  if (!prepared_) prepare();
  for (std::size_t i = 0; i + 1 < starts_.size(); ++i) {
    const std::string_view sequence =
        std::string_view(texts_).substr(starts_[i], starts_[i + 1] - starts_[i]);
    if (holds_all(sequence, words)) found.push_back(static_cast<std::uint32_t>(i));
  }
  return found;
}

std::vector<int> SequenceSearch::findDatasets(const QString& text) const {
  const std::vector<std::string> words = folded_words(text);
  std::vector<int> found;
  for (std::size_t i = 0; i < catalog_->datasets.size(); ++i) {
    std::string name;
    append_folded(catalog_->datasets[i].name, name);
    if (holds_all(name, words)) found.push_back(static_cast<int>(i));
  }
  return found;
}

}  // namespace solopose
