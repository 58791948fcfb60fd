#include "render/skeleton/capsule_entity.h"

#include <algorithm>
#include <cstring>

#include <QVector2D>

#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QGeometry>
#include <Qt3DRender/QBlendEquation>
#include <Qt3DRender/QBlendEquationArguments>
#include <Qt3DRender/QDepthTest>
#include <Qt3DRender/QEffect>
#include <Qt3DRender/QGeometryRenderer>
#include <Qt3DRender/QGraphicsApiFilter>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QRenderPass>
#include <Qt3DRender/QShaderProgram>
#include <Qt3DRender/QTechnique>

namespace solopose {

namespace {

// The corner of a capsule's rectangle in pixels, its ends in pixels for the fragments, its depth that of the
// side facing the eye.
constexpr const char* kVertexShader = R"(#version 150 core
in vec4 vertexPosition;  // end a; Qt 3D wants this name
in vec4 capsuleB;
in vec4 capsuleColour;
in vec3 capsuleCorner;
uniform mat4 sceneView;
uniform mat4 sceneProjection;
uniform vec2 sceneViewport;
out vec2 place;
flat out vec4 ends;
flat out vec2 radii;
flat out vec4 colour;
flat out float style;

float pixels(float radius, vec4 clip) {
  float size = radius < 0.0 ? -radius : radius * sceneProjection[1][1] * 0.5 * sceneViewport.y / clip.w;
  return max(size, 0.6);
}

void main() {
  vec4 a = sceneView * vec4(vertexPosition.xyz, 1.0);
  vec4 b = sceneView * vec4(capsuleB.xyz, 1.0);
  bool perspective = sceneProjection[3][3] == 0.0;
  float near = perspective ? sceneProjection[3][2] / (sceneProjection[2][2] - 1.0) : -1.0e9;
  if (perspective) {
    float limit = -near * 1.001;
    if (a.z > limit && b.z > limit) {
      gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      return;
    }
    if (a.z > limit) a = mix(b, a, (limit - b.z) / (a.z - b.z));
    if (b.z > limit) b = mix(a, b, (limit - a.z) / (b.z - a.z));
  }
  vec4 clipA = sceneProjection * a;
  vec4 clipB = sceneProjection * b;
  vec2 pixelA = (clipA.xy / clipA.w * 0.5 + 0.5) * sceneViewport;
  vec2 pixelB = (clipB.xy / clipB.w * 0.5 + 0.5) * sceneViewport;
  radii = vec2(pixels(vertexPosition.w, clipA), pixels(capsuleB.w, clipB));
  ends = vec4(pixelA, pixelB);
  colour = capsuleColour;
  bool inFront = capsuleCorner.z > 3.5;
  style = inFront ? capsuleCorner.z - 4.0 : capsuleCorner.z;

  vec2 along = pixelB - pixelA;
  float distance = length(along);
  along = distance > 0.001 ? along / distance : vec2(1.0, 0.0);
  vec2 across = vec2(-along.y, along.x);
  bool atB = capsuleCorner.x > 0.5;
  float reach = max(radii.x, radii.y) + 1.0;
  vec2 corner = (atB ? pixelB + reach * along : pixelA - reach * along) + capsuleCorner.y * reach * across;

  place = corner;

  vec4 facing = atB ? b : a;
  if (style < 0.5) facing.z += max(0.0, atB ? capsuleB.w : vertexPosition.w);
  vec4 clip = sceneProjection * facing;
  float depth = style > 2.5 ? -0.9999 : clip.z / clip.w;
  if (inFront) depth = style > 1.5 ? -0.9998 : clamp(depth, -1.0, 1.0) * 0.05 - 0.94;
  // Every corner at the same w: depth is then linear in the window, which it is along a straight line anyway.
  gl_Position = vec4(corner / sceneViewport * 2.0 - 1.0, depth, 1.0);
}
)";

constexpr const char* kFragmentShader = R"(#version 150 core
in vec2 place;
flat in vec4 ends;
flat in vec2 radii;
flat in vec4 colour;
flat in float style;
out vec4 fragColour;

void main() {
  vec2 along = ends.zw - ends.xy;
  float t = clamp(dot(place - ends.xy, along) / max(dot(along, along), 1e-6), 0.0, 1.0);
  vec2 off = place - (ends.xy + t * along);
  float radius = mix(radii.x, radii.y, t);
  float distance = length(off);
  float cover = clamp(radius - distance + 0.5, 0.0, 1.0);
  vec3 shade = colour.rgb;
  if (style < 0.5) {
    vec2 tilt = off / max(radius, 1.0);
    float towardsEye = sqrt(max(0.0, 1.0 - dot(tilt, tilt)));
    float light = max(0.0, dot(vec3(tilt, towardsEye), vec3(-0.37, 0.56, 0.74)));
    shade *= 0.58 + 0.5 * light;
    shade += vec3(0.10) * pow(light, 12.0);
  } else if (style > 1.5 && style < 2.5) {
    cover *= clamp(distance - radius + 2.0, 0.0, 1.0);
  }
  float opacity = cover * colour.a;
  if (opacity < 0.02) discard;
  fragColour = vec4(shade, opacity);
}
)";

constexpr std::size_t kFirstCapacity = 256;
constexpr unsigned kVerticesPerCapsule = 4;
constexpr unsigned kIndicesPerCapsule = 6;

Qt3DRender::QMaterial* makeMaterial(Qt3DCore::QNode* parent,
                                    std::initializer_list<Qt3DRender::QParameter*> parameters) {
  auto* program = new Qt3DRender::QShaderProgram;
  program->setVertexShaderCode(kVertexShader);
  program->setFragmentShaderCode(kFragmentShader);

  auto* pass = new Qt3DRender::QRenderPass;
  pass->setShaderProgram(program);
  auto* depth = new Qt3DRender::QDepthTest;
  depth->setDepthFunction(Qt3DRender::QDepthTest::LessOrEqual);
  pass->addRenderState(depth);
  auto* add = new Qt3DRender::QBlendEquation;
  add->setBlendFunction(Qt3DRender::QBlendEquation::Add);
  pass->addRenderState(add);
  auto* blend = new Qt3DRender::QBlendEquationArguments;
  blend->setSourceRgb(Qt3DRender::QBlendEquationArguments::SourceAlpha);
  blend->setDestinationRgb(Qt3DRender::QBlendEquationArguments::OneMinusSourceAlpha);
  blend->setSourceAlpha(Qt3DRender::QBlendEquationArguments::One);
  blend->setDestinationAlpha(Qt3DRender::QBlendEquationArguments::OneMinusSourceAlpha);
  pass->addRenderState(blend);

  auto* technique = new Qt3DRender::QTechnique;
  technique->graphicsApiFilter()->setApi(Qt3DRender::QGraphicsApiFilter::OpenGL);
  technique->graphicsApiFilter()->setProfile(Qt3DRender::QGraphicsApiFilter::CoreProfile);
  technique->graphicsApiFilter()->setMajorVersion(3);
  technique->graphicsApiFilter()->setMinorVersion(2);
  technique->addRenderPass(pass);

  auto* effect = new Qt3DRender::QEffect;
  effect->addTechnique(technique);
  auto* material = new Qt3DRender::QMaterial(parent);
  material->setEffect(effect);
  for (Qt3DRender::QParameter* parameter : parameters) material->addParameter(parameter);
  return material;
}

}  // namespace

CapsuleEntity::CapsuleEntity(Qt3DCore::QNode* parent) : Qt3DCore::QEntity(parent) {
  using Qt3DCore::QAttribute;
  auto* geometry = new Qt3DCore::QGeometry;
  vertices_ = new Qt3DCore::QBuffer(geometry);
  vertices_->setUsage(Qt3DCore::QBuffer::StreamDraw);
  indices_ = new Qt3DCore::QBuffer(geometry);

  unsigned offset = 0;
  const auto addAttribute = [&](const char* name, unsigned floats) {
    auto* attribute = new QAttribute(vertices_, QString::fromLatin1(name), QAttribute::Float, floats, 0,
                                     offset, sizeof(CapsuleVertex));
    offset += floats * static_cast<unsigned>(sizeof(float));
    geometry->addAttribute(attribute);
    attributes_.push_back(attribute);
  };
  addAttribute("vertexPosition", 4);
  addAttribute("capsuleB", 4);
  addAttribute("capsuleColour", 4);
  addAttribute("capsuleCorner", 3);
  index_attribute_ = new QAttribute(indices_, QAttribute::UnsignedInt, 1, 0);
  index_attribute_->setAttributeType(QAttribute::IndexAttribute);
  geometry->addAttribute(index_attribute_);

  renderer_ = new Qt3DRender::QGeometryRenderer(this);
  renderer_->setPrimitiveType(Qt3DRender::QGeometryRenderer::Triangles);
  renderer_->setGeometry(geometry);
  // Given, so that Qt 3D need not walk through the buffer after every change; nothing is culled by it.
  renderer_->setMinPoint({-1e5F, -1e5F, -1e5F});
  renderer_->setMaxPoint({1e5F, 1e5F, 1e5F});
  addComponent(renderer_);

  view_ = new Qt3DRender::QParameter(QStringLiteral("sceneView"), QMatrix4x4(), this);
  projection_ = new Qt3DRender::QParameter(QStringLiteral("sceneProjection"), QMatrix4x4(), this);
  viewport_ = new Qt3DRender::QParameter(QStringLiteral("sceneViewport"), QVector2D(1, 1), this);
  addComponent(makeMaterial(this, {view_, projection_, viewport_}));
  setCapsules({});
}

void CapsuleEntity::reserve(std::size_t capsules) {
  if (capsules <= capacity_ && capacity_ > 0) return;
  capacity_ = std::max({kFirstCapacity, capsules, capacity_ * 2});
  QByteArray bytes(static_cast<qsizetype>(capacity_ * kIndicesPerCapsule * sizeof(quint32)),
                   Qt::Uninitialized);
  // Counter-clockwise as seen by the eye: Qt 3D leaves out back faces.
  auto* index = reinterpret_cast<quint32*>(bytes.data());
  for (quint32 i = 0; i < capacity_; ++i) {
    const quint32 first = i * kVerticesPerCapsule;
    for (const quint32 corner : {0U, 2U, 1U, 1U, 2U, 3U}) *index++ = first + corner;
  }
  indices_->setData(bytes);
  index_attribute_->setCount(static_cast<uint>(capacity_ * kIndicesPerCapsule));
}

void CapsuleEntity::setCapsules(const std::vector<Capsule>& capsules) {
  reserve(capsules.size());
  const std::vector<CapsuleVertex> packed = packCapsules(capsules);
  vertices_->setData(QByteArray(reinterpret_cast<const char*>(packed.data()),
                                static_cast<qsizetype>(packed.size() * sizeof(CapsuleVertex))));
  for (Qt3DCore::QAttribute* attribute : attributes_) attribute->setCount(static_cast<uint>(packed.size()));
  renderer_->setVertexCount(static_cast<int>(capsules.size() * kIndicesPerCapsule));
  setEnabled(!capsules.empty());
}

void CapsuleEntity::setCamera(const QMatrix4x4& view, const QMatrix4x4& projection,
                              const QSizeF& viewport_px) {
  view_->setValue(view);
  projection_->setValue(projection);
  viewport_->setValue(
      QVector2D(static_cast<float>(viewport_px.width()), static_cast<float>(viewport_px.height())));
}

}  // namespace solopose
