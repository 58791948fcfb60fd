#include "render/vtk/vtk_widget.h"

#include <algorithm>

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPainter>
#include <QSurfaceFormat>

#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

namespace solopose {
namespace {

/// Not the process-wide default, which belongs to whoever needs another (Qt 3D sets it).
QSurfaceFormat core_profile() {
  QSurfaceFormat format;
  format.setVersion(3, 2);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setDepthBufferSize(24);
  format.setStencilBufferSize(8);
  format.setSamples(0);
  return format;
}

bool is_software(const QByteArray& renderer) {
  const QByteArray name = renderer.toLower();
  return name.contains("llvmpipe") || name.contains("softpipe") || name.contains("swr") ||
         name.contains("software");
}

}  // namespace

VtkWidget::VtkWidget(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  window_->SetFrameBlitModeToNoBlit();
  watchWindow();
}

VtkWidget::~VtkWidget() {
  if (!context_) return;
  context_->makeCurrent(surface_.get());
  window_->Finalize();
  window_->SetReadyForRendering(false);
  context_->doneCurrent();
}

vtkRenderWindow* VtkWidget::renderWindow() const { return window_; }

void VtkWidget::watchWindow() {
  vtkNew<vtkCallbackCommand> callback;
  callback->SetClientData(this);
  callback->SetCallback([](vtkObject*, unsigned long event, void* self, void* answer) {
    auto* widget = static_cast<VtkWidget*>(self);
    QOpenGLContext* context = widget->context_.get();
    const bool current = context != nullptr && QOpenGLContext::currentContext() == context;
    if (event == vtkCommand::WindowMakeCurrentEvent && context != nullptr && !current)
      context->makeCurrent(widget->surface_.get());
    if (event == vtkCommand::WindowIsCurrentEvent) *static_cast<bool*>(answer) = current;
    // Somebody else has rendered: have it shown.
    if (event == vtkCommand::WindowFrameEvent && !widget->drawing_) widget->redraw();
  });
  for (const auto event :
       {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent, vtkCommand::WindowFrameEvent})
    window_->AddObserver(event, callback);
}

bool VtkWidget::makeContext() {
  auto context = std::make_unique<QOpenGLContext>();
  context->setFormat(core_profile());
  if (!context->create()) return false;
  surface_ = std::make_unique<QOffscreenSurface>();
  surface_->setFormat(context->format());
  surface_->create();
  if (!context->makeCurrent(surface_.get())) return false;
  context_ = std::move(context);
  software_ = is_software(reinterpret_cast<const char*>(context_->functions()->glGetString(GL_RENDERER)));
  window_->SetReadyForRendering(true);
  window_->SetOwnContext(0);
  window_->SetMapped(1);
  window_->SetIsCurrent(true);
  window_->SetSupportsOpenGL(1);
  window_->SetIsDirect(1);
  window_->OpenGLInitContext();
  window_->SetMultiSamples(0);
  Q_EMIT contextReady();
  return true;
}

void VtkWidget::redraw() {
  stale_ = true;
  update();
}

QImage VtkWidget::picture() {
  refresh();
  return picture_;
}

void VtkWidget::refresh() {
  const double ratio = devicePixelRatioF();
  const QSize pixels = (QSizeF(size()) * ratio).toSize().expandedTo(QSize(1, 1));
  if (!stale_ && picture_.size() == pixels) return;
  if (!context_ && !makeContext()) return;
  if (picture_.size() != pixels) picture_ = QImage(pixels, QImage::Format_RGB32);
  picture_.setDevicePixelRatio(ratio);
  context_->makeCurrent(surface_.get());
  window_->SetSize(pixels.width(), pixels.height());
  window_->SetDPI(qRound(72 * ratio));
  stale_ = false;
  drawScene(picture_);
}

void VtkWidget::drawScene(QImage& picture) {
  drawing_ = true;
  vtkOpenGLState* state = window_->GetState();
  state->ResetFramebufferBindings();
  state->Reset();
  state->Push();
  state->vtkglDepthFunc(GL_LEQUAL);
  state->vtkglEnable(GL_DEPTH_TEST);
  window_->Render();
  state->Pop();
  readPixels(picture);
  drawing_ = false;
}

/// OpenGL's rows go up, Qt's down. VTK leaves see-through pixels behind, which Qt's format does not know.
void VtkWidget::readPixels(QImage& picture) {
  vtkOpenGLState* state = window_->GetState();
  state->PushReadFramebufferBinding();
  vtkOpenGLFramebufferObject* finished = window_->GetDisplayFramebuffer();
  finished->Bind(GL_READ_FRAMEBUFFER);
  finished->ActivateReadBuffer(0);
  QImage upside_down(picture.size(), QImage::Format_RGB32);
  context_->functions()->glReadPixels(0, 0, picture.width(), picture.height(), GL_BGRA, GL_UNSIGNED_BYTE,
                                      upside_down.bits());
  state->PopReadFramebufferBinding();
  const int height = picture.height();
  for (int y = 0; y < height; ++y) {
    const auto* from = reinterpret_cast<const QRgb*>(upside_down.constScanLine(height - 1 - y));
    auto* to = reinterpret_cast<QRgb*>(picture.scanLine(y));
    std::transform(from, from + picture.width(), to, [](QRgb pixel) { return pixel | 0xff000000U; });
  }
}

void VtkWidget::paintEvent(QPaintEvent*) {
  refresh();
  QPainter painter(this);
  if (picture_.isNull())
    painter.fillRect(rect(), palette().window());
  else
    painter.drawImage(QPointF(0, 0), picture_);
}

void VtkWidget::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  redraw();
}

}  // namespace solopose
