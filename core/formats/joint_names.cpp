#include "core/formats/joint_names.h"

#include <cctype>

#include <fmt/ranges.h>

#include "core/base/error.h"

namespace solopose {
namespace {

using Stems = std::vector<std::string_view>;

/// What a canonical joint is called without its side, best name first: where a rig has both, the first wins
/// ("LeftShoulder" is a collar bone in a rig that has a "LeftArm").
struct Pattern {
  Joint joint;  ///< of the left side where there are two
  Stems stems;
};

const std::array<Pattern, 9>& patterns() {
  static const std::array<Pattern, 9> table = {{
      {Joint::pelvis, {"hips", "pelvis", "hip", "midhip", "hipcenter", "hipcentre", "root"}},
      {Joint::neck,
       {"lowerneck", "neckbase", "neck", "neck0", "neck01", "neck1", "upperneck", "thorax", "c7"}},
      {Joint::head, {"headend", "headtopend", "headtop", "headnub", "head", "nose"}},
      {Joint::left_hip, {"upleg", "upperleg", "thigh", "thighbend", "femur", "hip", "hjc", "hipjoint"}},
      {Joint::left_knee, {"knee", "kne", "kjc", "lowerleg", "lowleg", "calf", "shin", "tibia", "leg"}},
      {Joint::left_ankle, {"ankle", "ank", "ajc", "foot", "kneeend", "shinend", "calfend", "legend"}},
      {Joint::left_shoulder,
       {"upperarm", "uparm", "humerus", "shldrbend", "shldr", "arm", "shoulder", "sho", "sjc"}},
      {Joint::left_elbow, {"elbow", "elb", "ejc", "forearm", "forearmbend", "lowerarm", "lowarm", "radius"}},
      {Joint::left_wrist, {"wrist", "wri", "wjc", "hand", "elbowend", "forearmend", "lowerarmend"}},
  }};
  return table;
}

/// Names that rigging programs put before every joint's own.
constexpr std::array<std::string_view, 9> rig_prefixes = {"mixamorig", "bip01", "bip001", "bip",       "j",
                                                          "c",         "def",   "jnt",    "character1"};

struct SidedStem {
  Side side = Side::middle;
  std::string stem;  ///< lower-case letters and digits
};

bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool is_lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool is_word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// "LHipJoint" -> l, hip, joint; "upperarm_l" -> upperarm, l; "Bip01 L Thigh" -> bip01, l, thigh.
std::vector<std::string> tokens_of(std::string_view name) {
  std::vector<std::string> tokens(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_word_char(name[i])) {
      tokens.emplace_back();
      continue;
    }
    const bool hump = i > 0 && is_upper(name[i]) && !is_upper(name[i - 1]);
    const bool acronym_ends =
        i > 0 && is_upper(name[i]) && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (hump || acronym_ends) tokens.emplace_back();
    tokens.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
  }
  std::erase(tokens, "");
  return tokens;
}

Side side_named(std::string_view token) {
  if (token == "l" || token == "left") return Side::left;
  if (token == "r" || token == "right") return Side::right;
  return Side::middle;
}

bool is_sided_stem(std::string_view stem) {
  return std::any_of(patterns().begin(), patterns().end(), [&](const Pattern& pattern) {
    return side_of(pattern.joint) != Side::middle &&
           std::find(pattern.stems.begin(), pattern.stems.end(), stem) != pattern.stems.end();
  });
}

/// A side written into one token: "leftarm", "handright", "lhand".
SidedStem split_side(const std::string& text) {
  for (const auto& [word, side] : {std::pair{"left", Side::left}, std::pair{"right", Side::right}}) {
    const std::size_t length = std::string_view(word).size();
    if (text.size() <= length) continue;
    if (text.starts_with(word)) return {side, text.substr(length)};
    if (text.ends_with(word)) return {side, text.substr(0, text.size() - length)};
  }
  if (text.size() > 1 && is_sided_stem(std::string_view(text).substr(1))) {
    const Side side = side_named(std::string_view(text).substr(0, 1));
    if (side != Side::middle) return {side, text.substr(1)};
  }
  return {Side::middle, text};
}

SidedStem sided_stem(std::string_view name) {
  std::vector<std::string> tokens = tokens_of(name);
  while (tokens.size() > 1 &&
         std::find(rig_prefixes.begin(), rig_prefixes.end(), tokens.front()) != rig_prefixes.end()) {
    tokens.erase(tokens.begin());
  }
  const auto side = std::find_if(tokens.begin(), tokens.end(),
                                 [](const std::string& token) { return side_named(token) != Side::middle; });
  if (side == tokens.end() || tokens.size() == 1) return split_side(fmt::format("{}", fmt::join(tokens, "")));
  const Side found = side_named(*side);
  tokens.erase(side);
  return {found, fmt::format("{}", fmt::join(tokens, ""))};
}

/// How many characters all names begin with in common, up to a separator: "Jesse_Hips", "Jesse_Head" -> 6.
std::size_t shared_prefix(const std::vector<std::string>& names) {
  if (names.size() < 2) return 0;
  std::string_view common = names.front();
  for (const std::string& name : names) {
    const auto [at, unused] = std::mismatch(common.begin(), common.end(), name.begin(), name.end());
    common = common.substr(0, static_cast<std::size_t>(at - common.begin()));
  }
  while (!common.empty() && (is_word_char(common.back()))) common.remove_suffix(1);
  return common.size();
}

std::vector<SidedStem> sided_stems(const std::vector<std::string>& names) {
  const std::size_t prefix = shared_prefix(names);
  std::vector<SidedStem> stems;
  for (const std::string& name : names) {
    std::string_view own = std::string_view(name).substr(prefix);
    if (const auto colon = own.rfind(':'); colon != std::string_view::npos) own.remove_prefix(colon + 1);
    stems.push_back(sided_stem(own));
  }
  return stems;
}

/// The joint of that side whose stem comes first in the pattern; -1 when there is none.
int best_match(const std::vector<SidedStem>& stems, const Stems& wanted, Side side) {
  for (const std::string_view stem : wanted) {
    for (std::size_t j = 0; j < stems.size(); ++j) {
      if (stems[j].side == side && stems[j].stem == stem) return static_cast<int>(j);
    }
  }
  return -1;
}

std::vector<int>& own_joints(JointSet& set, Joint joint) {
  return set.canonical[static_cast<std::size_t>(index_of(joint))];
}

void match_patterns(JointSet& set) {
  const std::vector<SidedStem> stems = sided_stems(set.joints);
  const auto match = [&](Joint joint, const Stems& wanted) {
    const int found = best_match(stems, wanted, side_of(joint));
    if (found >= 0) own_joints(set, joint) = {found};
  };
  for (const Pattern& pattern : patterns()) {
    match(pattern.joint, pattern.stems);
    if (side_of(pattern.joint) != Side::middle) match(mirrored(pattern.joint), pattern.stems);
  }
}

/// A joint without a name of its own as the middle of two that have one.
void use_middle(JointSet& set, Joint joint, Joint left, Joint right, std::vector<std::string>& remarks) {
  auto& own = own_joints(set, joint);
  if (!own.empty() || own_joints(set, left).empty() || own_joints(set, right).empty()) return;
  own = own_joints(set, left);
  own.insert(own.end(), own_joints(set, right).begin(), own_joints(set, right).end());
  const auto name = [](Joint j) { return joint_names()[static_cast<std::size_t>(index_of(j))]; };
  remarks.push_back(fmt::format("no joint is named as the {}: it is taken in the middle of {} and {}",
                                name(joint), name(left), name(right)));
}

std::vector<std::string_view> unmatched(const JointSet& set) {
  std::vector<std::string_view> missing;
  for (std::size_t j = 0; j < joint_count; ++j) {
    if (set.canonical[j].empty()) missing.push_back(joint_names()[j]);
  }
  return missing;
}

/// Those of the torso that no pose goes without.
std::vector<std::string_view> lacking_of_torso(JointSet& set) {
  std::vector<std::string_view> lacking;
  for (const Joint joint : {Joint::pelvis, Joint::left_shoulder, Joint::right_shoulder}) {
    if (own_joints(set, joint).empty())
      lacking.push_back(joint_names()[static_cast<std::size_t>(index_of(joint))]);
  }
  return lacking;
}

void demand_torso(const std::filesystem::path& file, JointSet& set) {
  const std::vector<std::string_view> lacking = lacking_of_torso(set);
  if (lacking.empty()) return;
  throw FormatError(
      file, "joint names",
      fmt::format("names that tell {} (or a joint-mapping file that does)", fmt::join(lacking, ", ")),
      listed_names(set.joints));
}

NamedJoints matched_joints(std::string_view kind, std::vector<std::string> names, std::vector<int> parents) {
  NamedJoints named;
  named.set.name = made_up_set_name(kind, names);
  named.set.joints = std::move(names);
  named.set.parents = std::move(parents);
  match_patterns(named.set);
  use_middle(named.set, Joint::pelvis, Joint::left_hip, Joint::right_hip, named.remarks);
  use_middle(named.set, Joint::neck, Joint::left_shoulder, Joint::right_shoulder, named.remarks);
  return named;
}

}  // namespace

std::string listed_names(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 24;
  const std::vector<std::string> first(
      names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())));
  const std::string more = names.size() > shown ? fmt::format(", … ({} in all)", names.size()) : "";
  return names.empty() ? "no joints" : fmt::format("{}{}", fmt::join(first, ", "), more);
}

void remark_unmatched(const JointSet& set, std::vector<std::string>& remarks) {
  const auto missing = unmatched(set);
  if (!missing.empty())
    remarks.push_back(fmt::format("no joint is named as the {}: always missing", fmt::join(missing, ", ")));
}

std::string made_up_set_name(std::string_view kind, const std::vector<std::string>& names) {
  return names.empty() ? std::string(kind) : fmt::format("{}:{}+{}", kind, names.front(), names.size() - 1);
}

NamedJoints joints_by_name(const std::filesystem::path& file, std::string_view kind,
                           std::vector<std::string> names, std::vector<int> parents) {
  NamedJoints named = matched_joints(kind, std::move(names), std::move(parents));
  demand_torso(file, named.set);
  remark_unmatched(named.set, named.remarks);
  return named;
}

JointSet joints_told_by_names(std::string_view kind, std::vector<std::string> names,
                              std::vector<int> parents) {
  return matched_joints(kind, std::move(names), std::move(parents)).set;
}

NamedJoints joints_or_cloud(std::string_view kind, std::vector<std::string> names) {
  NamedJoints named = matched_joints(kind, std::move(names), {});
  if (lacking_of_torso(named.set).empty()) {
    remark_unmatched(named.set, named.remarks);
    return named;
  }
  named.remarks = {fmt::format(
      "a marker cloud: no marker is named as the {} ({}); it can be looked at and is kept out of alignment "
      "and training, a joint mapping (--mapping) makes poses of it",
      fmt::join(unmatched(named.set), ", "), listed_names(named.set.joints))};
  for (auto& own : named.set.canonical) own.clear();
  return named;
}

}  // namespace solopose
