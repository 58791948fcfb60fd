#pragma once

#include <vector>

#include <QColor>
#include <QMatrix4x4>
#include <QSizeF>

#include <Qt3DCore/QEntity>

#include "render/skeleton/capsules.h"

namespace Qt3DCore {
class QAttribute;
class QBuffer;
class QGeometry;
}  // namespace Qt3DCore
namespace Qt3DRender {
class QGeometryRenderer;
class QParameter;
}  // namespace Qt3DRender

namespace solopose {

/// All capsules of a scene as one Qt 3D entity: one vertex buffer, one draw call, one small shader that turns
/// each capsule to the eye.
class CapsuleEntity : public Qt3DCore::QEntity {
  Q_OBJECT
 public:
  explicit CapsuleEntity(Qt3DCore::QNode* parent);

  void setCapsules(const std::vector<Capsule>& capsules);
  void setCamera(const QMatrix4x4& view, const QMatrix4x4& projection, const QSizeF& viewport_px);

 private:
  void reserve(std::size_t capsules);

  Qt3DCore::QBuffer* vertices_ = nullptr;
  Qt3DCore::QBuffer* indices_ = nullptr;
  std::vector<Qt3DCore::QAttribute*> attributes_;
  Qt3DCore::QAttribute* index_attribute_ = nullptr;
  Qt3DRender::QGeometryRenderer* renderer_ = nullptr;
  Qt3DRender::QParameter* view_ = nullptr;
  Qt3DRender::QParameter* projection_ = nullptr;
  Qt3DRender::QParameter* viewport_ = nullptr;
  std::size_t capacity_ = 0;
};

}  // namespace solopose
