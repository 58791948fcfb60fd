#pragma once

#include <array>
#include <vector>

#include <QWidget>

#include "core/inspection/bone_profile.h"

class QComboBox;
class QCPAxisRect;
class QCPItemStraightLine;
class QCPTextElement;
class QCustomPlot;
class QLabel;

namespace solopose {

/// The paper's figure 5B for the current frame: main and side Gaussians along a bone and their sum, for both
/// rules beside each other.
class ProfilePage : public QWidget {
  Q_OBJECT
 public:
  explicit ProfilePage(QWidget* parent = nullptr);

  void setPose(const std::vector<float>& pose_mm, const MixtureOptions& options);
  void clear();
  void setBone(Joint target, Joint towards);
  void setTarget(Joint target);  ///< a bone that begins at it
  /// As drawn: the default rule, equation 7.
  const std::array<BoneProfile, 2>& profiles() const { return profiles_; }
  QCustomPlot* plot() const { return plot_; }

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void build();
  void refresh();
  QString titleOf(std::size_t rule) const;
  void draw(std::size_t rule);
  void restyle();
  void retranslate();

  std::vector<float> pose_mm_;
  MixtureOptions options_;
  std::array<BoneProfile, 2> profiles_;
  bool stale_ = true;
  QLabel* bone_label_;
  QComboBox* bone_;
  QLabel* legend_;
  QCustomPlot* plot_;
  std::array<QCPAxisRect*, 2> rects_{};
  std::array<QCPTextElement*, 2> titles_{};
  std::array<std::array<QCPItemStraightLine*, 2>, 2> joints_{};  ///< per rule: target, neighbour
};

}  // namespace solopose
