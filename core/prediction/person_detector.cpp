#include "core/prediction/person_detector.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

namespace solopose {
namespace {

constexpr double searched_side = 640;       ///< the longer side of what is searched, pixels
constexpr double height_per_box = 0.78;     ///< the detector was trained on boxes with a margin around people
constexpr double finest_scale_step = 1.06;  ///< between two sizes of person that are looked for
constexpr double least_certainty = 0.1;

cv::Mat searched(const Image& picture, double scale) {
  const cv::Mat colours(picture.height, picture.width, CV_8UC(bytes_per_pixel(picture.layout)),
                        const_cast<std::uint8_t*>(picture.bytes.data()));
  const cv::Size size(std::max(1, static_cast<int>(std::lround(picture.width * scale))),
                      std::max(1, static_cast<int>(std::lround(picture.height * scale))));
  cv::Mat small;
  cv::resize(colours, small, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::Mat result;
  cv::cvtColor(small, result, picture.layout == PixelLayout::rgb24 ? cv::COLOR_RGB2BGR : cv::COLOR_BGRA2BGR);
  return result;
}

}  // namespace

struct PersonDetector::Detector {
  cv::HOGDescriptor hog;
};

PersonDetector::PersonDetector() : detector_(std::make_unique<Detector>()) {
  detector_->hog.setSVMDetector(cv::HOGDescriptor::getDefaultPeopleDetector());
}

PersonDetector::~PersonDetector() = default;

std::vector<PersonSighting> PersonDetector::people_in(const Image& picture) const {
  const double scale = searched_side / std::max(picture.width, picture.height);
  cv::Mat small = searched(picture, scale);
  // People may reach to the picture's edge, where the detector wants its margin.
  constexpr int border = 16;
  cv::copyMakeBorder(small, small, border, border, border, border, cv::BORDER_REPLICATE);
  if (small.cols < detector_->hog.winSize.width || small.rows < detector_->hog.winSize.height) return {};
  std::vector<cv::Rect> boxes;
  std::vector<double> certainties;
  detector_->hog.detectMultiScale(small, boxes, certainties, 0, cv::Size(8, 8), cv::Size(), finest_scale_step,
                                  2);
  std::vector<PersonSighting> people;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (certainties[i] < least_certainty) continue;
    const Eigen::Vector2d middle(boxes[i].x - border + boxes[i].width / 2.0,
                                 boxes[i].y - border + boxes[i].height / 2.0);
    people.push_back({middle / scale - Eigen::Vector2d::Constant(0.5),
                      height_per_box * boxes[i].height / scale, certainties[i]});
  }
  return people;
}

}  // namespace solopose
