#include "render/skeleton/skeleton_view_qt3d.h"

#include <memory>

#include <QCoreApplication>
#include <QEventLoop>
#include <QSurfaceFormat>
#include <QVBoxLayout>

#include <Qt3DCore/QEntity>
#include <Qt3DExtras/Qt3DWindow>
#include <Qt3DRender/QCamera>
#include <Qt3DRender/QCameraSelector>
#include <Qt3DRender/QClearBuffers>
#include <Qt3DRender/QRenderCapture>
#include <Qt3DRender/QRenderSettings>
#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QViewport>

#include "render/skeleton/capsule_entity.h"
#include "render/skeleton/capsules.h"

namespace solopose {

namespace {

constexpr const char* kRendererVariable = "QT3D_RENDERER";
constexpr int kCaptureTimeout_ms = 3000;

QSurfaceFormat sceneFormat() {
  QSurfaceFormat format;
  format.setRenderableType(QSurfaceFormat::OpenGL);
  format.setVersion(3, 2);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setDepthBufferSize(24);
  format.setSamples(0);  // the shader smooths edges itself
  return format;
}

/// A window drawn by Qt 3D's OpenGL renderer, which our shaders are written for (Qt 6 would take its other
/// one). The renderer is chosen by the process's environment while the window is made, and Qt3DWindow's
/// constructor overwrites that and the default surface format. Both are put back, so that other views are
/// made as the program wants them.
Qt3DExtras::Qt3DWindow* makeWindow() {
  const QSurfaceFormat default_format = QSurfaceFormat::defaultFormat();
  const bool was_set = qEnvironmentVariableIsSet(kRendererVariable);
  const QByteArray renderer = qgetenv(kRendererVariable);
  qputenv(kRendererVariable, "opengl");
  auto* window = new Qt3DExtras::Qt3DWindow(nullptr, Qt3DRender::API::OpenGL);
  was_set ? qputenv(kRendererVariable, renderer) : qunsetenv(kRendererVariable);
  QSurfaceFormat::setDefaultFormat(default_format);

  window->setFormat(sceneFormat());
  window->setFlag(Qt::WindowDoesNotAcceptFocus);
  return window;
}

QMatrix4x4 toQt(const Eigen::Matrix4d& matrix) {
  QMatrix4x4 result;
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 4; ++column) result(row, column) = static_cast<float>(matrix(row, column));
  }
  return result;
}

Qt3DRender::QClearBuffers* addClear(Qt3DCore::QNode* parent) {
  auto* clear = new Qt3DRender::QClearBuffers(parent);
  clear->setBuffers(Qt3DRender::QClearBuffers::ColorDepthBuffer);
  return clear;
}

}  // namespace

SkeletonViewQt3D::SkeletonViewQt3D(QWidget* parent) : SkeletonView(parent), window_(makeWindow()) {
  container_ = QWidget::createWindowContainer(window_, this);
  container_->setFocusPolicy(Qt::NoFocus);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(container_);
  window_->installEventFilter(this);

  auto* root = new Qt3DCore::QEntity;
  capsules_ = new CapsuleEntity(root);
  auto* unused_camera =
      new Qt3DRender::QCamera(root);  // Qt 3D wants one; the shader takes its matrices from camera()
  auto* surface = new Qt3DRender::QRenderSurfaceSelector;
  surface->setSurface(window_);
  auto* viewport = new Qt3DRender::QViewport(surface);
  auto* selector = new Qt3DRender::QCameraSelector(viewport);
  selector->setCamera(unused_camera);
  clear_ = addClear(selector);
  capture_ = new Qt3DRender::QRenderCapture(clear_);
  window_->setActiveFrameGraph(surface);
  window_->renderSettings()->setRenderPolicy(Qt3DRender::QRenderSettings::OnDemand);
  window_->setRootEntity(root);

  // Several changes between two frames are one upload.
  upload_soon_.setSingleShot(true);
  upload_soon_.setInterval(0);
  connect(&upload_soon_, &QTimer::timeout, this, &SkeletonViewQt3D::upload);
}

SkeletonViewQt3D::~SkeletonViewQt3D() { window_->removeEventFilter(this); }

void SkeletonViewQt3D::requestDraw() {
  if (!upload_soon_.isActive()) upload_soon_.start();
}

void SkeletonViewQt3D::upload() {
  if (!isVisible()) return;  // showEvent asks again
  clear_->setClearColor(scene().background);
  capsules_->setCapsules(buildCapsules(scene(), camera()));
  capsules_->setCamera(toQt(camera().view()), toQt(camera().projection()),
                       QSizeF(size()) * devicePixelRatioF());
}

void SkeletonViewQt3D::showEvent(QShowEvent* event) {
  SkeletonView::showEvent(event);
  requestDraw();
}

QImage SkeletonViewQt3D::picture() {
  if (!window_->isExposed()) return {};
  upload_soon_.stop();
  upload();
  const std::unique_ptr<Qt3DRender::QRenderCaptureReply> reply(capture_->requestCapture());
  QEventLoop wait;
  connect(reply.get(), &Qt3DRender::QRenderCaptureReply::completed, &wait, &QEventLoop::quit);
  QTimer::singleShot(kCaptureTimeout_ms, &wait, &QEventLoop::quit);
  if (!reply->isComplete()) wait.exec(QEventLoop::ExcludeUserInputEvents);
  QImage image = reply->isComplete() ? reply->image() : QImage();
  image.setDevicePixelRatio(devicePixelRatioF());
  return image;
}

bool SkeletonViewQt3D::eventFilter(QObject* watched, QEvent* event) {
  if (watched != window_) return SkeletonView::eventFilter(watched, event);
  switch (event->type()) {
    case QEvent::MouseButtonPress:
      setFocus(Qt::MouseFocusReason);
      [[fallthrough]];
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove:
    case QEvent::Wheel:
      QCoreApplication::sendEvent(this, event);
      return true;
    case QEvent::Show: {
      // Qt 3D makes its context now, from the default format instead of the window's: it would have no depth.
      const QSurfaceFormat default_format = QSurfaceFormat::defaultFormat();
      QSurfaceFormat::setDefaultFormat(sceneFormat());
      watched->event(event);
      QSurfaceFormat::setDefaultFormat(default_format);
      return true;
    }
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::ShortcutOverride:
      QCoreApplication::sendEvent(this, event);
      return true;
    default:
      return false;
  }
}

}  // namespace solopose
