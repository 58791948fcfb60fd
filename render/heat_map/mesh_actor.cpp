#include "render/heat_map/mesh_actor.h"

#include <algorithm>

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkTypeInt32Array.h>
#include <vtkUnsignedCharArray.h>

namespace solopose {
namespace {

template <typename Array, typename Value>
vtkNew<Array> triples(const std::vector<Value>& values) {
  vtkNew<Array> array;
  array->SetNumberOfComponents(3);
  array->SetNumberOfTuples(static_cast<vtkIdType>(values.size() / 3));
  std::copy(values.begin(), values.end(), array->GetPointer(0));
  return array;
}

}  // namespace

MeshActor::MeshActor() {
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(data_);
  actor_->SetMapper(mapper);
  actor_->GetProperty()->SetInterpolationToGouraud();
  actor_->GetProperty()->SetAmbient(0.35);
  actor_->GetProperty()->SetDiffuse(0.7);
  actor_->GetProperty()->SetSpecular(0);
}

void MeshActor::set(const Mesh& mesh) {
  vtkNew<vtkPoints> points;
  points->SetData(triples<vtkFloatArray>(mesh.points_mm));
  vtkNew<vtkTypeInt32Array> corners;
  corners->SetNumberOfValues(static_cast<vtkIdType>(mesh.triangles.size()));
  std::copy(mesh.triangles.begin(), mesh.triangles.end(), corners->GetPointer(0));
  vtkNew<vtkCellArray> triangles;
  triangles->SetData(3, corners);
  data_->SetPoints(points);
  data_->SetPolys(triangles);
  data_->GetPointData()->SetNormals(triples<vtkFloatArray>(mesh.normals));
  data_->GetPointData()->SetScalars(triples<vtkUnsignedCharArray>(mesh.colours));
  data_->Modified();
}

}  // namespace solopose
