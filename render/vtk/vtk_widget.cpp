#include "render/vtk/vtk_widget.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QSurfaceFormat>

#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>

namespace solopose {
namespace {

/// Set per widget: the process-wide default belongs to whoever needs another (Qt 3D sets it).
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

VtkWidget::VtkWidget(QWidget* parent) : QOpenGLWidget(parent) {
  setFormat(core_profile());
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
  // paintGL brings the picture over itself: what is bound when VTK has finished is not always this widget's.
  window_->SetFrameBlitModeToNoBlit();
  watchWindow();
}

VtkWidget::~VtkWidget() {
  forgetContext();
  // The base class destroys the context when there is no VTK window any more to tell.
  if (context() != nullptr) disconnect(context(), nullptr, this, nullptr);
}

vtkRenderWindow* VtkWidget::renderWindow() const { return window_; }

void VtkWidget::watchWindow() {
  vtkNew<vtkCallbackCommand> callback;
  callback->SetClientData(this);
  callback->SetCallback([](vtkObject*, unsigned long event, void* self, void* answer) {
    auto* widget = static_cast<VtkWidget*>(self);
    // makeCurrent also binds the widget's framebuffer, behind VTK's back; only where it must be.
    if (event == vtkCommand::WindowMakeCurrentEvent && widget->isValid() &&
        QOpenGLContext::currentContext() != widget->context())
      widget->makeCurrent();
    if (event == vtkCommand::WindowIsCurrentEvent) {
      *static_cast<bool*>(answer) =
          widget->isValid() && QOpenGLContext::currentContext() == widget->context();
    }
    // Somebody else than paintGL has rendered: have it shown.
    if (event == vtkCommand::WindowFrameEvent && !widget->painting_) widget->update();
  });
  for (const auto event :
       {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent, vtkCommand::WindowFrameEvent})
    window_->AddObserver(event, callback);
}

void VtkWidget::initializeGL() {
  // Docking re-creates the context: this runs again, and the old context's objects go while it is current.
  connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &VtkWidget::forgetContext,
          Qt::DirectConnection);
  software_ = is_software(reinterpret_cast<const char*>(context()->functions()->glGetString(GL_RENDERER)));
  window_->SetReadyForRendering(true);
  window_->SetOwnContext(0);
  window_->SetMapped(1);
  window_->SetIsCurrent(true);
  window_->SetSupportsOpenGL(1);
  window_->SetIsDirect(1);
  window_->OpenGLInitContext();
  window_->SetMultiSamples(0);
  Q_EMIT contextReady();
}

void VtkWidget::forgetContext() {
  if (!window_->GetReadyForRendering() || context() == nullptr) return;
  makeCurrent();
  window_->Finalize();
  window_->SetReadyForRendering(false);
  doneCurrent();
}

void VtkWidget::resizeGL(int width, int height) {
  const double ratio = devicePixelRatioF();
  window_->SetSize(qRound(width * ratio), qRound(height * ratio));
  window_->SetDPI(qRound(72 * ratio));
}

void VtkWidget::paintGL() {
  painting_ = true;
  vtkOpenGLState* state = window_->GetState();
  state->ResetFramebufferBindings();
  state->Reset();
  state->Push();
  // Qt leaves its own depth state behind.
  state->vtkglDepthFunc(GL_LEQUAL);
  state->vtkglEnable(GL_DEPTH_TEST);
  window_->SetReadyForRendering(true);
  window_->Render();
  state->Pop();
  bringOver();
  painting_ = false;
}

void VtkWidget::bringOver() {
  makeCurrent();
  QOpenGLFunctions* gl = context()->functions();
  vtkOpenGLState* state = window_->GetState();
  state->ResetFramebufferBindings();
  gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
  state->ResetFramebufferBindings();
  state->vtkglDisable(GL_SCISSOR_TEST);
  window_->BlitDisplayFramebuffer();
  // VTK leaves see-through pixels behind, through which Qt would show what lies under the widget.
  state->vtkglColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
  state->vtkglClearColor(0, 0, 0, 1);
  state->vtkglClear(GL_COLOR_BUFFER_BIT);
  state->vtkglColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  gl->glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
  state->ResetFramebufferBindings();
}

}  // namespace solopose
