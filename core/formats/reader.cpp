#include "core/formats/reader.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/formats/aist.h"
#include "core/formats/amass.h"
#include "core/formats/asf_amc.h"
#include "core/formats/bvh.h"
#include "core/formats/c3d.h"
#include "core/formats/freemocap.h"
#include "core/formats/h36m.h"
#include "core/formats/h36m_cdf.h"
#include "core/formats/h36m_h5.h"
#include "core/formats/h36m_pkl.h"
#include "core/formats/humaneva.h"
#include "core/formats/mads.h"
#include "core/formats/mpi_inf_3dhp.h"
#include "core/formats/panoptic.h"
#include "core/formats/shelf.h"
#include "core/formats/table.h"
#include "core/formats/trc.h"

namespace solopose {

std::span<const Reader> readers() {
  static const Reader all[] = {
      aist_reader(),     h36m_reader(),      h36m_cdf_reader(),     h36m_h5_reader(), h36m_pkl_reader(),
      humaneva_reader(), amass_reader(),     mpi_inf_3dhp_reader(), mads_reader(),    panoptic_reader(),
      shelf_reader(),    freemocap_reader(), bvh_reader(),          asf_amc_reader(), trc_reader(),
      c3d_reader(),      table_reader(),
  };
  return all;
}

const Reader& reader_named(std::string_view name) {
  std::vector<std::string_view> known;
  for (const Reader& reader : readers()) {
    if (reader.name == name) return reader;
    known.push_back(reader.name);
  }
  throw Error(fmt::format("format \"{}\" is unknown; there are {}", name, fmt::join(known, ", ")));
}

const Reader* reader_for(const std::filesystem::path& file) {
  const auto all = readers();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Reader& r) { return r.recognises(file); });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace solopose
