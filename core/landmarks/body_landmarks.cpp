#include "core/landmarks/body_landmarks.h"

namespace solopose {

TurnedCrop next_crop(const BodyLandmarks& body) {
  return crop_around(body.circle_centre_px, body.on_circle_px);
}

}  // namespace solopose
