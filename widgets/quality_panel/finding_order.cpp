#include "widgets/quality_panel/finding_order.h"

#include <cstring>
#include <ranges>
#include <variant>

#include "core/quality/wording.h"
#include "widgets/quality_panel/findings_model.h"

namespace solopose {
namespace {

/// By kind, joints and the first number of what is wrong.
FindingKey key_of(const Reason& reason) {
  FindingKey key;
  if (reason.wording != nullptr) key.words = reason.wording->text;
  for (const ReasonValue& value : std::views::reverse(reason.values)) {
    if (const auto* figure = std::get_if<Figure>(&value)) key.number = figure->value;
    if (const auto* counted = std::get_if<Counted>(&value)) key.number = static_cast<double>(counted->number);
    if (const auto* joints = std::get_if<JointMask>(&value)) key.joints = joints->to_ulong();
  }
  return key;
}

}  // namespace

std::weak_ordering operator<=>(const FindingKey& a, const FindingKey& b) {
  const int kind = a.words == b.words ? 0 : std::strcmp(a.words, b.words);
  if (kind != 0) return kind <=> 0;
  if (a.joints != b.joints) return a.joints <=> b.joints;
  return std::weak_order(a.number, b.number);
}

FindingKey key_of(const FindingRow& row, FindingState state, int column) {
  const Finding& finding = row.finding;
  switch (column) {
    case FindingsModel::state_column:
      return {.number = static_cast<double>(state)};
    case FindingsModel::detector_column:
      return {.number = static_cast<double>(row.detector)};
    case FindingsModel::sequence_column:
      return {.number = static_cast<double>(row.place)};
    case FindingsModel::frames_column:
      return {.number = static_cast<double>(finding.first_frame)};
    case FindingsModel::joints_column:
      return {.joints = finding.joints.to_ulong()};
    case FindingsModel::score_column:
      return {.number = finding.score / finding.threshold};
    case FindingsModel::reason_column:
      return key_of(finding.reason);
    default:
      return {};
  }
}

}  // namespace solopose
