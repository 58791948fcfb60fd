#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "core/project/verdict.h"

namespace solopose {

/// Verdicts, oldest first. A value whose copies share the records: among very many verdicts one more costs a
/// copy of pointers.
class VerdictList {
  using Pointers = std::vector<std::shared_ptr<const VerdictRecord>>;

 public:
  class const_iterator {
   public:
    using iterator_concept = std::random_access_iterator_tag;
    using value_type = VerdictRecord;
    using difference_type = std::ptrdiff_t;

    const_iterator() = default;
    explicit const_iterator(Pointers::const_iterator at) : at_(at) {}

    const VerdictRecord& operator*() const { return **at_; }
    const VerdictRecord* operator->() const { return at_->get(); }
    const VerdictRecord& operator[](difference_type n) const { return *at_[n]; }
    const_iterator& operator++() { return ++at_, *this; }
    const_iterator operator++(int) { return const_iterator(at_++); }
    const_iterator& operator--() { return --at_, *this; }
    const_iterator operator--(int) { return const_iterator(at_--); }
    const_iterator& operator+=(difference_type n) { return at_ += n, *this; }
    const_iterator& operator-=(difference_type n) { return at_ -= n, *this; }
    friend const_iterator operator+(const_iterator it, difference_type n) { return it += n; }
    friend const_iterator operator+(difference_type n, const_iterator it) { return it += n; }
    friend const_iterator operator-(const_iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const_iterator a, const_iterator b) { return a.at_ - b.at_; }
    auto operator<=>(const const_iterator&) const = default;

   private:
    Pointers::const_iterator at_;
  };
  using iterator = const_iterator;
  using value_type = VerdictRecord;
  using const_reference = const VerdictRecord&;

  VerdictList() = default;
  explicit VerdictList(std::vector<VerdictRecord> oldest_first) {
    pointers_.reserve(oldest_first.size());
    for (VerdictRecord& verdict : oldest_first)
      pointers_.push_back(std::make_shared<const VerdictRecord>(std::move(verdict)));
  }

  const_iterator begin() const { return const_iterator(pointers_.begin()); }
  const_iterator end() const { return const_iterator(pointers_.end()); }
  std::size_t size() const { return pointers_.size(); }
  bool empty() const { return pointers_.empty(); }
  const VerdictRecord& operator[](std::size_t i) const { return *pointers_[i]; }
  const VerdictRecord& back() const { return *pointers_.back(); }

  /// Verdicts of these sequences, ascending, give way to others of theirs.
  void replace(const std::vector<SequenceId>& sequences, const VerdictList& with) {
    std::erase_if(pointers_, [&](const auto& verdict) {
      return std::ranges::binary_search(sequences, verdict->sequence);
    });
    const auto middle = std::ssize(pointers_);
    pointers_.insert(pointers_.end(), with.pointers_.begin(), with.pointers_.end());
    std::ranges::inplace_merge(pointers_, pointers_.begin() + middle, {},
                               [](const auto& verdict) { return std::tie(verdict->at, verdict->id); });
  }

  friend bool operator==(const VerdictList& a, const VerdictList& b) {
    return std::ranges::equal(a.pointers_, b.pointers_,
                              [](const auto& x, const auto& y) { return x == y || *x == *y; });
  }

 private:
  Pointers pointers_;
};

}  // namespace solopose
