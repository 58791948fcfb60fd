#pragma once

#include <memory>

#include "core/files/hdf5_file.h"
#include "core/files/hdf5_storage.h"

namespace solopose {

/// Access properties (H5P_FILE_ACCESS) with which the HDF5 library reads and writes through a storage, which
/// must live until a file has been opened with them; the open file holds it from then on. Two openings of one
/// file never share anything, and no file is locked: read-only media and network folders do not know how.
Hdf5Handle access_through(Hdf5Storage& storage);

}  // namespace solopose
