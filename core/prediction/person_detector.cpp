#include "core/prediction/person_detector.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

namespace solopose {
namespace {

constexpr double height_per_box = 0.78;  ///< the detector was trained on boxes with a margin around people
constexpr double fine_step = 1.06;       ///< between two sizes of person that are looked for
constexpr double coarse_step = fine_step * fine_step;
constexpr double least_margin = -0.2;  ///< of the detector's decision; doubtful people may be moving ones
constexpr double certainty_of_margin_0 = 0.3;
constexpr int border = 16;  ///< people may reach to the picture's edge, where the detector wants its margin

/// Cameras are held askew and people lean: the picture is searched as it is and, less finely, turned to both
/// sides.
struct Search {
  double turned_deg = 0;
  double longer_side = 640;  ///< of what is searched, pixels
  double trust = 1;
  double step = fine_step;
};
constexpr double lean_deg = 24;
constexpr double trust_of_lean = 0.8;
constexpr std::array everything{Search{0, 640, 1}, Search{-lean_deg, 448, trust_of_lean},
                                Search{lean_deg, 448, trust_of_lean}};
constexpr std::array first_half{Search{0, 640, 1, coarse_step},
                                Search{-lean_deg, 448, trust_of_lean, coarse_step}};
constexpr std::array second_half{Search{0, 640 / fine_step, 1, coarse_step},
                                 Search{lean_deg, 448, trust_of_lean, coarse_step}};

std::span<const Search> searches_of(SearchShare share) {
  if (share == SearchShare::first_half) return first_half;
  if (share == SearchShare::second_half) return second_half;
  return everything;
}

cv::Mat view_of(const Image& picture) {
  // OpenCV only reads it.
  return {picture.height, picture.width, CV_8UC(bytes_per_pixel(picture.layout)),
          const_cast<std::uint8_t*>(picture.bytes.data())};
}

int grey_from(PixelLayout layout) {
  return layout == PixelLayout::rgb24 ? cv::COLOR_RGB2GRAY : cv::COLOR_BGRA2GRAY;
}

cv::Mat shrunk(const cv::Mat& picture, double longer_side) {
  const double scale = longer_side / std::max(picture.cols, picture.rows);
  const cv::Size size(std::max(1, static_cast<int>(std::lround(picture.cols * scale))),
                      std::max(1, static_cast<int>(std::lround(picture.rows * scale))));
  cv::Mat small;
  cv::resize(picture, small, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return small;
}

}  // namespace

struct PersonDetector::Detector {
  cv::HOGDescriptor hog;
};

PersonDetector::PersonDetector() : detector_(std::make_unique<Detector>()) {
  detector_->hog.setSVMDetector(cv::HOGDescriptor::getDefaultPeopleDetector());
}

PersonDetector::~PersonDetector() = default;

std::vector<PersonSighting> PersonDetector::people_in(const Image& picture, SearchShare share) const {
  cv::Mat colours;
  cv::cvtColor(view_of(picture), colours,
               picture.layout == PixelLayout::rgb24 ? cv::COLOR_RGB2BGR : cv::COLOR_BGRA2BGR);
  std::vector<PersonSighting> people;
  for (const Search& search : searches_of(share)) {
    cv::Mat small = shrunk(colours, search.longer_side);
    const double scale = static_cast<double>(small.cols) / picture.width;
    cv::copyMakeBorder(small, small, border, border, border, border, cv::BORDER_REPLICATE);
    if (small.cols < detector_->hog.winSize.width || small.rows < detector_->hog.winSize.height) continue;
    const cv::Point2d middle((small.cols - 1) / 2.0, (small.rows - 1) / 2.0);
    const cv::Matx23d turn = cv::getRotationMatrix2D(middle, search.turned_deg, 1);
    cv::Matx23d back;
    cv::invertAffineTransform(turn, back);
    cv::Mat turned = small;
    if (search.turned_deg != 0)
      cv::warpAffine(small, turned, turn, small.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    std::vector<cv::Rect> boxes;
    std::vector<double> margins;
    detector_->hog.detectMultiScale(turned, boxes, margins, least_margin, cv::Size(8, 8), cv::Size(),
                                    search.step, 1);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      const cv::Vec2d centre = back * cv::Vec3d(boxes[i].x + (boxes[i].width - 1) / 2.0,
                                                boxes[i].y + (boxes[i].height - 1) / 2.0, 1);
      const Eigen::Vector2d in_small(centre[0] - border + 0.5, centre[1] - border + 0.5);
      people.push_back({in_small / scale - Eigen::Vector2d::Constant(0.5),
                        height_per_box * boxes[i].height / scale,
                        search.trust * (certainty_of_margin_0 + margins[i])});
    }
  }
  return people;
}

void StillScene::add(const Image& picture) {
  constexpr double longer_side = 160;
  cv::Mat grey;
  cv::cvtColor(view_of(picture), grey, grey_from(picture.layout));
  const cv::Mat small = shrunk(grey, longer_side);
  width_ = small.cols;
  height_ = small.rows;
  scale_ = static_cast<double>(small.cols) / picture.width;
  pictures_.emplace_back(small.begin<std::uint8_t>(), small.end<std::uint8_t>());
}

void StillScene::finish() {
  constexpr std::size_t most = 41;  ///< pictures that speak for all
  std::vector<std::uint8_t> values;
  usual_.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
  const std::size_t step = (pictures_.size() + most - 1) / most;
  for (std::size_t pixel = 0; pixel < usual_.size(); ++pixel) {
    values.clear();
    for (std::size_t i = 0; i < pictures_.size(); i += step) values.push_back(pictures_[i][pixel]);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    usual_[pixel] = *middle;
  }
}

double StillScene::unusual_share(std::size_t picture, const PersonSighting& seen) const {
  constexpr double half_width = 0.25;  ///< of what belongs to a body, over its height
  constexpr double half_height = 0.5;
  constexpr int least_change = 20;  ///< of 255
  const Eigen::Vector2d centre = seen.centre_px * scale_;
  const double height = seen.height_px * scale_;
  const int left = std::max(0, static_cast<int>(centre.x() - half_width * height));
  const int right = std::min(width_ - 1, static_cast<int>(centre.x() + half_width * height));
  const int top = std::max(0, static_cast<int>(centre.y() - half_height * height));
  const int bottom = std::min(height_ - 1, static_cast<int>(centre.y() + half_height * height));
  int changed = 0;
  int all = 0;
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) {
      const auto pixel =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
      changed += std::abs(pictures_[picture][pixel] - usual_[pixel]) > least_change;
      ++all;
    }
  }
  return all > 0 ? static_cast<double>(changed) / all : 0;
}

}  // namespace solopose
