#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// Shelf and Campus (Belagiannis et al., 3D Pictorial Structures for Multiple Human Pose Estimation, 2014):
/// actorsGT.mat, actor3D = a cell a person of a cell a frame of 14 x 3 metres, empty where nobody is
/// annotated. The file has neither a frame rate nor an up axis; cameras
/// and pictures are found beside it (shelf_cameras.h).
Reader shelf_reader();

}  // namespace solopose
