#include "core/augmotion/stored_options.h"

#include "core/project/catalog.h"
#include "core/project/project.h"

namespace solopose {

ClipOptions clip_options_of(const Project& project) {
  const std::string json = project.setting(clip_options_setting);
  return json.empty() ? ClipOptions{} : ClipOptions::from_json(json);
}

AlignOptions align_options_of(const Project& project, const Catalog& catalog) {
  const std::string json =
      catalog.alignment ? catalog.alignment->options_json : project.setting(align_options_setting);
  return json.empty() ? AlignOptions{} : AlignOptions::from_json(json);
}

}  // namespace solopose
