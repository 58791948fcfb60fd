#include "app/gui/graphics_facts.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

namespace solopose {

GraphicsFacts graphics_facts() {
  QOffscreenSurface surface;
  surface.create();
  QOpenGLContext context;
  if (!context.create() || !context.makeCurrent(&surface)) return {};
  const auto ask = [&context](GLenum what) {
    return QString::fromLatin1(reinterpret_cast<const char*>(context.functions()->glGetString(what)));
  };
  GraphicsFacts facts{ask(GL_VENDOR), ask(GL_RENDERER), ask(GL_VERSION)};
  context.doneCurrent();
  return facts;
}

}  // namespace solopose
