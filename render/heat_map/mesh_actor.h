#pragma once

#include <vtkActor.h>
#include <vtkNew.h>
#include <vtkPolyData.h>

#include "render/heat_map/mesh.h"

namespace solopose {

/// A mesh in a scene; a new mesh takes the place of the old one.
class MeshActor {
 public:
  MeshActor();
  vtkActor* prop() const { return actor_; }
  void set(const Mesh& mesh);

 private:
  vtkNew<vtkPolyData> data_;
  vtkNew<vtkActor> actor_;
};

}  // namespace solopose
