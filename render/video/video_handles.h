#pragma once

#include <optional>
#include <vector>

#include <QPointF>

namespace solopose {

/// Something on a picture that can be dragged.
struct VideoHandle {
  int id = 0;     ///< for whoever set it
  QPointF pixel;  ///< of the picture, the centre of the first one at (0, 0)
  bool operator==(const VideoHandle&) const = default;
};

/// Handles on a picture, which of them is chosen, and the one that is being dragged.
class VideoHandles {
 public:
  void set(std::vector<VideoHandle> handles, std::optional<int> chosen);
  const std::vector<VideoHandle>& all() const { return handles_; }
  bool empty() const { return handles_.empty(); }
  std::optional<int> chosen() const { return chosen_; }
  /// The nearest one within `reach`, in pixels of the picture; of two alike the chosen one.
  std::optional<VideoHandle> at(const QPointF& pixel, double reach) const;

  /// From `pixel` on; the handle keeps its distance to the pointer.
  void grab(const VideoHandle& handle, const QPointF& pixel);
  const std::optional<VideoHandle>& grabbed() const { return grabbed_; }
  /// Where the pointer has taken it.
  QPointF dragTo(const QPointF& pixel);
  bool moved() const { return moved_; }  ///< since it was grabbed
  void drop();

 private:
  std::vector<VideoHandle> handles_;
  std::optional<int> chosen_;
  std::optional<VideoHandle> grabbed_;
  QPointF offset_;
  bool moved_ = false;
};

}  // namespace solopose
