#include "widgets/dataset_tree/tree_index.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <utility>

namespace solopose {
namespace {

// Beyond this many siblings they stay in the catalog's order, which is by name already: natural order is for
// people who read a list, and sorting a longer one would take longer than a frame of the window.
constexpr std::size_t natural_order_limit = 5000;

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::string_view take_number(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && digit(text[length])) ++length;
  std::string_view number = text.substr(0, length);
  text.remove_prefix(length);
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

TreeLevel below(TreeLevel level) { return static_cast<TreeLevel>(static_cast<int>(level) + 1); }

bool nameless(std::string_view label) { return label.empty() || label == "unknown"; }

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a;
  const std::string_view whole_b = b;
  while (!a.empty() && !b.empty()) {
    if (digit(a.front()) && digit(b.front())) {
      const std::string_view m = take_number(a);
      const std::string_view n = take_number(b);
      if (m.size() != n.size()) return m.size() < n.size();
      if (m != n) return m < n;
      continue;
    }
    if (a.front() != b.front()) return a.front() < b.front();
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;  // "01" and "1"
}

TreeIndex::TreeIndex(std::shared_ptr<const Catalog> catalog, std::vector<std::uint32_t> members,
                     const std::vector<int>& datasets)
    : catalog_(std::move(catalog)), order_(std::move(members)) {
  build_datasets(datasets);
}

void TreeIndex::build_datasets(const std::vector<int>& datasets) {
  const auto& records = catalog_->datasets;
  std::unordered_map<DatasetId, std::size_t> position;
  for (std::size_t i = 0; i < records.size(); ++i) position.emplace(records[i].id, i);

  // Members of a dataset side by side, datasets in catalog order, whatever order the catalog lists sequences
  // in.
  std::vector<std::vector<std::uint32_t>> slices(records.size());
  for (const std::uint32_t member : order_) {
    const auto found = position.find(catalog_->sequences[member].dataset);
    if (found != position.end()) slices[found->second].push_back(member);
  }
  order_.clear();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const bool listed = std::find(datasets.begin(), datasets.end(), static_cast<int>(i)) != datasets.end();
    if (slices[i].empty() && !listed) continue;
    const Group group{records[i].name, static_cast<std::uint32_t>(order_.size()),
                      static_cast<std::uint32_t>(slices[i].size())};
    order_.insert(order_.end(), slices[i].begin(), slices[i].end());
    add_child(root_, TreeLevel::dataset, group);
    root_.children.back()->dataset_index = static_cast<int>(i);
  }
  root_.count = static_cast<std::uint32_t>(order_.size());
  root_.built = true;
}

const std::vector<std::unique_ptr<TreeNode>>& TreeIndex::children(const TreeNode& node) const {
  if (!node.built) build(const_cast<TreeNode&>(node));
  return node.children;
}

void TreeIndex::build(TreeNode& node) const {
  node.built = true;
  if (node.leaf() || node.count == 0) return;
  add_groups(node, below(node.level), node.first, node.count);
  auto& children = node.children;
  // Actions and takes without one stand side by side: by level, then by name. The slices stay where they are.
  if (children.size() <= natural_order_limit) {
    std::stable_sort(children.begin(), children.end(), [](const auto& a, const auto& b) {
      return a->level != b->level ? a->level < b->level : natural_less(a->label, b->label);
    });
  }
  for (std::size_t i = 0; i < children.size(); ++i) children[i]->row = static_cast<int>(i);
}

void TreeIndex::add_groups(TreeNode& parent, TreeLevel level, std::uint32_t first,
                           std::uint32_t count) const {
  const std::vector<Group> groups = partition(level, first, count);
  for (const Group& group : groups) {
    const bool alone = groups.size() == 1 && (nameless(group.key) || group.key == parent.label);
    const bool skipped =
        (level == TreeLevel::action && group.key.empty()) || (level <= TreeLevel::action && alone);
    if (skipped) {
      add_groups(parent, below(level), group.first, group.count);
    } else {
      add_child(parent, level, group);
    }
  }
}

void TreeIndex::add_child(TreeNode& parent, TreeLevel level, const Group& group) const {
  const auto is_take = [&](std::uint32_t member) { return catalog_->sequences[member].take == group.key; };
  const auto begin = order_.begin() + group.first;
  if (level == TreeLevel::action && std::all_of(begin, begin + group.count, is_take)) level = TreeLevel::take;

  auto node = std::make_unique<TreeNode>();
  node->level = level;
  node->label = group.key;
  node->dataset_index = parent.dataset_index;
  node->row = static_cast<int>(parent.children.size());
  node->first = group.first;
  node->count = group.count;
  count_members(*node);
  node->parent = &parent;
  parent.children.push_back(std::move(node));
}

std::vector<TreeIndex::Group> TreeIndex::partition(TreeLevel level, std::uint32_t first,
                                                   std::uint32_t count) const {
  std::vector<Group> groups;
  std::unordered_map<std::string_view, std::uint32_t> known;
  std::vector<std::uint32_t> group_of(count);
  std::uint32_t group = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view label = key(order_[first + i], level);
    if (i == 0 || label != groups[group].key) {
      const auto [entry, is_new] = known.try_emplace(label, static_cast<std::uint32_t>(groups.size()));
      if (is_new) groups.push_back({label, 0, 0});
      group = entry->second;
    }
    group_of[i] = group;
    ++groups[group].count;
  }
  std::uint32_t start = first;
  for (Group& g : groups) start = (g.first = start) + g.count;

  std::vector<std::uint32_t> next(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) next[g] = groups[g].first;
  const std::vector<std::uint32_t> before(order_.begin() + first, order_.begin() + first + count);
  for (std::uint32_t i = 0; i < count; ++i) order_[next[group_of[i]]++] = before[i];
  return groups;
}

std::string_view TreeIndex::key(std::uint32_t member, TreeLevel level) const {
  const SequenceRecord& record = catalog_->sequences[member];
  switch (level) {
    case TreeLevel::subject:
      return record.subject;
    case TreeLevel::action:
      return record.action;
    case TreeLevel::take:
      return record.take;
    case TreeLevel::view:
      return record.view;
    case TreeLevel::root:
    case TreeLevel::dataset:
      break;
  }
  return {};
}

void TreeIndex::count_members(TreeNode& node) const {
  for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
    const SequenceRecord& sequence = catalog_->sequences[order_[i]];
    node.excluded += sequence.excluded ? 1 : 0;
    if (!sequence.excluded || node.leaf()) node.frames += sequence.frames;
  }
}

std::vector<SequenceId> TreeIndex::sequences(const TreeNode& node) const {
  std::vector<SequenceId> ids;
  for (std::uint32_t i = node.first; i < node.first + node.count; ++i)
    ids.push_back(catalog_->sequences[order_[i]].id);
  return ids;
}

const TreeNode* TreeIndex::leaf_of(SequenceId sequence) const {
  const SequenceRecord* record = sequence == 0 ? nullptr : catalog_->sequence(sequence);
  if (record == nullptr) return nullptr;
  const auto member = static_cast<std::uint32_t>(record - catalog_->sequences.data());
  const TreeNode* node = &root_;
  while (!node->leaf()) {
    const auto& nodes = children(*node);
    const auto place = static_cast<std::uint32_t>(
        std::find(order_.begin() + node->first, order_.begin() + node->first + node->count, member) -
        order_.begin());
    const auto holds = [&](const auto& child) {
      return place >= child->first && place - child->first < child->count;
    };
    const auto child = std::find_if(nodes.begin(), nodes.end(), holds);
    if (child == nodes.end()) return nullptr;
    node = child->get();
  }
  return node;
}

}  // namespace solopose
