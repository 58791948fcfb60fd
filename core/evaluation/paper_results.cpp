#include "core/evaluation/paper_results.h"

#include <array>

namespace solopose {

std::span<const PaperResult> paper_results() {
  static constexpr std::array<PaperResult, 7> results = {{
      {"P-STMO w/ CPN", 53.1, 46.9, 42.1, 34.4},
      {"STCFormer w/ CPN", 48.3, 40.3, 40.5, 31.8},
      {"P-STMO w/ GT", 36.1, 18.1, 29.3, 12.9},
      {"STCFormer w/ GT", 30.5, 13.1, 21.3, 5.8},
      {"SoloPose", 22.7, 6.9, 26.0, 11.5},
      {"SoloPose w/o HeatPose", 25.1, 11.0, 30.7, 15.8},
      {"SoloPose only trained on Human3.6M", 47.9, 38.6, 38.9, 29.9},
  }};
  return results;
}

std::span<const PaperTraits> paper_traits() {
  static constexpr bool yes = true;
  static constexpr bool no = false;
  static constexpr std::array<PaperTraits, 9> traits = {{
      {"STCFormer", {yes, yes, yes, no, no, no, no}},
      {"P-STMO", {yes, yes, yes, no, no, no, no}},
      {"MHFormer", {yes, yes, yes, no, no, no, no}},
      {"PoseFormer", {yes, yes, yes, no, no, no, no}},
      {"Coarse-to-fine", {yes, yes, no, yes, no, no, yes}},
      {"Geometry-Aware", {yes, yes, no, yes, no, yes, no}},
      {"MeTRAbs", {yes, yes, no, yes, no, no, no}},
      {"HEMlets", {yes, yes, no, yes, no, no, yes}},
      {"Our SoloPose", {yes, yes, yes, yes, yes, yes, yes}},
  }};
  return traits;
}

}  // namespace solopose
