#include "widgets/playback_panel/playback_view.h"

#include <utility>

#include "core/project/sequence_videos.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

PlaybackViews playback_views(const Catalog& catalog, const std::filesystem::path& project_folder,
                             SequenceId sequence) {
  PlaybackViews found;
  for (SequenceVideo& video : videos_of_take(catalog, sequence, project_folder)) {
    if (!video.is_there()) {
      found.missing.push_back(shown_name(video.file.string()));
      continue;
    }
    found.views.push_back(
        {shown_name(video.camera_name), std::move(video.file), std::move(video.camera), video.sequence});
  }
  return found;
}

}  // namespace solopose
