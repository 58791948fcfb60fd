#pragma once

#include <memory>

#include <vtkNew.h>
#include <QImage>
#include <QWidget>

class QOffscreenSurface;
class QOpenGLContext;
class vtkGenericOpenGLRenderWindow;
class vtkRenderWindow;

namespace solopose {

/// A VTK render window inside Qt 6. (Debian's own Qt widget for VTK is built for Qt 5.) Scenes add their
/// renderers to renderWindow() and call redraw() after a change; nothing is drawn while nothing moves. There
/// is no VTK interactor, so no interactor style takes letter keys away from the studio's shortcuts: scenes
/// handle Qt's events themselves.
///
/// It draws off screen and is painted as an image. A QOpenGLWidget would do without that copy, but from the
/// moment that a window holds one, even on a hidden page, Qt 6.4 and later compose the whole window with
/// OpenGL at every change of any widget in it: 10 ms and more each without a graphics card.
class VtkWidget : public QWidget {
  Q_OBJECT
 public:
  explicit VtkWidget(QWidget* parent = nullptr);
  ~VtkWidget() override;

  vtkRenderWindow* renderWindow() const;

  /// GL_RENDERER names a software rasteriser: cast rays on the CPU, coarsely while something moves. Known
  /// after `contextReady`.
  bool softwareRendering() const { return software_; }

  /// What the widget shows, drawn anew when something has changed. Empty where there is no OpenGL.
  QImage picture();

 Q_SIGNALS:
  /// The GL context is there; before the first picture.
  void contextReady();

 protected:
  /// Something has changed.
  void redraw();
  /// Draws the scene; those that inherit set it up before, and paint over the picture after.
  virtual void drawScene(QImage& picture);

  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  bool makeContext();
  void refresh();
  void readPixels(QImage& picture);
  void watchWindow();

  std::unique_ptr<QOffscreenSurface> surface_;
  std::unique_ptr<QOpenGLContext> context_;  ///< made for the first picture
  vtkNew<vtkGenericOpenGLRenderWindow> window_;
  QImage picture_;
  bool stale_ = true;
  bool software_ = false;
  bool drawing_ = false;
};

}  // namespace solopose
