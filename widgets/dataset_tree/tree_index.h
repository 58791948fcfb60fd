#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/project/catalog.h"

namespace solopose {

enum class TreeLevel : std::uint8_t { root, dataset, subject, action, take, view };

/// One row of the tree. It owns a slice of the index's sequence order; its children are made when somebody
/// looks.
struct TreeNode {
  TreeLevel level = TreeLevel::root;
  std::string_view label;  ///< into the catalog
  int dataset_index = -1;  ///< into Catalog::datasets
  int row = 0;             ///< among the parent's children
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t excluded = 0;  ///< of `count`
  std::int64_t frames = 0;     ///< of those in use; of an excluded leaf its own
  TreeNode* parent = nullptr;
  bool built = false;
  std::vector<std::unique_ptr<TreeNode>> children;

  /// A view, or a take that has only one.
  bool leaf() const { return level == TreeLevel::view || (level == TreeLevel::take && count == 1); }
  bool all_excluded() const { return excluded > 0 && excluded == count; }
};

/// dataset > subject > action > take > view over a catalog (or the part of it that a search found), without
/// Qt and without copying a name. Levels that tell nothing are left out: an empty action, an action named as
/// its take, the only subject when nobody named it. Opening a node sorts its own slice only, so the cost
/// follows what is looked at.
class TreeIndex {
 public:
  /// `members`: ascending indices into catalog->sequences. `datasets`: indices into catalog->datasets that
  /// stand in the tree even without a member.
  TreeIndex(std::shared_ptr<const Catalog> catalog, std::vector<std::uint32_t> members,
            const std::vector<int>& datasets);

  const Catalog& catalog() const { return *catalog_; }
  const TreeNode& root() const { return root_; }
  const std::vector<std::unique_ptr<TreeNode>>& children(const TreeNode& node) const;

  /// The sequence of a leaf.
  const SequenceRecord& sequence(const TreeNode& leaf) const {
    return catalog_->sequences[order_[leaf.first]];
  }
  /// All sequences below a node, or a leaf's own.
  std::vector<SequenceId> sequences(const TreeNode& node) const;
  /// The leaf of a sequence, building what is on the way; nullptr when it is not in the tree.
  const TreeNode* leaf_of(SequenceId sequence) const;
  std::uint32_t member_count() const { return static_cast<std::uint32_t>(order_.size()); }

 private:
  struct Group {
    std::string_view key;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  void build_datasets(const std::vector<int>& datasets);
  void build(TreeNode& node) const;
  void add_groups(TreeNode& parent, TreeLevel level, std::uint32_t first, std::uint32_t count) const;
  void add_child(TreeNode& parent, TreeLevel level, const Group& group) const;
  std::vector<Group> partition(TreeLevel level, std::uint32_t first, std::uint32_t count) const;
  std::string_view key(std::uint32_t member, TreeLevel level) const;
  void count_members(TreeNode& node) const;

  std::shared_ptr<const Catalog> catalog_;
  // Filled in as the tree is looked at; what it shows does not depend on when.
  mutable std::vector<std::uint32_t> order_;
  mutable TreeNode root_;
};

/// "S2" before "S11": runs of digits compare as numbers.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace solopose
