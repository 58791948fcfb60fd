#pragma once

#include <span>

namespace solopose {

/// A line of table 2 of the SoloPose paper (arXiv 2312.10195), quoted: the paper's numbers on the paper's
/// test sets, nothing that was measured here.
struct PaperResult {
  const char* method;
  double merged_mpjpe_mm;  ///< "Our Humans7.1M testing dataset"
  double merged_p_mpjpe_mm;
  double independent_mpjpe_mm;  ///< "Human3.6M testing dataset"
  double independent_p_mpjpe_mm;
};

inline constexpr const char* paper_results_source = "arXiv 2312.10195, table 2";
inline constexpr const char* paper_merged_dataset = "Humans7.1M";
inline constexpr const char* paper_independent_dataset = "Human3.6M";

/// In the table's order.
std::span<const PaperResult> paper_results();

}  // namespace solopose
