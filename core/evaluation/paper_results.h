#pragma once

#include <array>
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

/// A line of the paper's table 1: what a method is able to.
struct PaperTraits {
  const char* method;
  std::array<bool, 7> has;  ///< in the order of paper_trait_names
};
inline constexpr const char* paper_traits_source = "arXiv 2312.10195, table 1";
inline constexpr std::array<const char*, 7> paper_trait_names = {
    "single person", "3D human pose",     "video input", "single stage",
    "many-to-many",  "data augmentation", "heat map"};
/// In the table's order.
std::span<const PaperTraits> paper_traits();

}  // namespace solopose
