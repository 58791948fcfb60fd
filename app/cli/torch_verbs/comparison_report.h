#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/evaluation/comparison.h"

namespace solopose {

/// Which tables people get beside the first two.
struct ComparisonTables {
  bool by_action = false;
  bool per_joint = false;
  bool quote_paper = false;  ///< the paper's own lines, labelled as quoted, in text and JSON
};

/// Keys: protocol {name, joints, root, averaging, alignment, crops, frame, text, …}, rows [{name, dataset,
/// split, frames, mpjpe_mm, p_mpjpe_mm, n_mpjpe_mm, mpjve_mm, pck150, auc, per_joint_mm}]; beyond the
/// contract: counts of what was left out or missing, actions (rows with "action"), sequences, left_out and,
/// where asked for, quoted. A score without a value is null.
Json comparison_as_json(const Comparison& comparison, const ComparisonTables& tables);

/// First a table shaped like the paper's table 2, methods by splits; then every row with all its scores.
std::string comparison_as_text(const Comparison& comparison, const ComparisonTables& tables);

}  // namespace solopose
