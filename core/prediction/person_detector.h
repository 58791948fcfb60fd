#pragma once

#include <memory>
#include <vector>

#include "core/prediction/person_track.h"
#include "core/video/image.h"

namespace solopose {

/// OpenCV's people detector of oriented gradients (Dalal and Triggs, 2005), which comes with its weights: it
/// knows people who stand or walk and are seen whole.
class PersonDetector {
 public:
  PersonDetector();
  ~PersonDetector();

  /// Everybody in a picture, in its pixels.
  std::vector<PersonSighting> people_in(const Image& picture) const;

 private:
  struct Detector;
  std::unique_ptr<Detector> detector_;
};

}  // namespace solopose
