#pragma once

#include <QTimer>

#include "render/skeleton/skeleton_view.h"

namespace Qt3DExtras {
class Qt3DWindow;
}
namespace Qt3DRender {
class QClearBuffers;
class QRenderCapture;
}  // namespace Qt3DRender

namespace solopose {

class CapsuleEntity;

/// SkeletonView on a Qt3DWindow: the whole scene is one buffer of capsules drawn by one call.
class SkeletonViewQt3D : public SkeletonView {
  Q_OBJECT
 public:
  explicit SkeletonViewQt3D(QWidget* parent);
  ~SkeletonViewQt3D() override;

  QImage picture() override;

 protected:
  void requestDraw() override;
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void upload();

  Qt3DExtras::Qt3DWindow* window_ = nullptr;
  QWidget* container_ = nullptr;
  CapsuleEntity* capsules_ = nullptr;
  Qt3DRender::QClearBuffers* clear_ = nullptr;
  Qt3DRender::QRenderCapture* capture_ = nullptr;
  QTimer upload_soon_;
};

}  // namespace solopose
