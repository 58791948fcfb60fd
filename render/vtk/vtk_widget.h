#pragma once

#include <vtkNew.h>
#include <QOpenGLWidget>

class vtkGenericOpenGLRenderWindow;
class vtkRenderWindow;

namespace solopose {

/// A VTK render window inside Qt 6. (Debian's own Qt widget for VTK is built for Qt 5.) Scenes add their
/// renderers to renderWindow() and call update() after a change; nothing is drawn while nothing moves. There
/// is no VTK interactor, so no interactor style takes letter keys away from the studio's shortcuts: scenes
/// handle Qt's events themselves.
class VtkWidget : public QOpenGLWidget {
  Q_OBJECT
 public:
  explicit VtkWidget(QWidget* parent = nullptr);
  ~VtkWidget() override;

  vtkRenderWindow* renderWindow() const;

  /// GL_RENDERER names a software rasteriser: cast rays on the CPU, coarsely while something moves. Known
  /// after `contextReady`.
  bool softwareRendering() const { return software_; }

 Q_SIGNALS:
  /// The GL context is there (again: docking makes a new one).
  void contextReady();

 protected:
  void initializeGL() override;
  void resizeGL(int width, int height) override;
  void paintGL() override;

 private:
  void forgetContext();
  void bringOver();  ///< the finished picture into the widget
  void watchWindow();

  vtkNew<vtkGenericOpenGLRenderWindow> window_;
  bool software_ = false;
  bool painting_ = false;
};

}  // namespace solopose
