#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/prediction/person_track.h"
#include "core/video/image.h"

namespace solopose {

/// What is searched for: every size of people, straight and leaning to both sides; or every other size and
/// one lean, so that two pictures in turn see all at less than half the price of each.
enum class SearchShare : std::uint8_t { everything, first_half, second_half };

/// OpenCV's people detector of oriented gradients (Dalal and Triggs, 2005), which comes with its weights: it
/// knows people who stand or walk and are seen whole.
class PersonDetector {
 public:
  PersonDetector();
  ~PersonDetector();

  /// Everybody in a picture, in its pixels.
  std::vector<PersonSighting> people_in(const Image& picture,
                                        SearchShare share = SearchShare::everything) const;

 private:
  struct Detector;
  std::unique_ptr<Detector> detector_;
};

/// What a video usually looks like, and where a picture of it does not: with a camera that stands still,
/// where somebody moves.
class StillScene {
 public:
  void add(const Image& picture);
  /// After the last picture.
  void finish();
  /// How much of where somebody was seen in the i-th picture looks other than usual, 0 to 1.
  double unusual_share(std::size_t picture, const PersonSighting& seen) const;

 private:
  int width_ = 0;
  int height_ = 0;
  double scale_ = 1;
  std::vector<std::vector<std::uint8_t>> pictures_;  ///< grey and small
  std::vector<std::uint8_t> usual_;                  ///< the median over time
};

}  // namespace solopose
