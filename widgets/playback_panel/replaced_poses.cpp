#include "widgets/playback_panel/replaced_poses.h"

#include <filesystem>
#include <functional>

#include "core/prediction/kept_prediction.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"

namespace solopose {

void record_replaced_poses(Session* session, const std::shared_ptr<PredictionInbox>& inbox,
                           const PredictionPtr& before, const PredictionPtr& after) {
  if (!session->hasProject() || !session->whyReadOnly().isEmpty()) return;
  if (before->model_fingerprint != after->model_fingerprint) return;  // both are there
  const std::filesystem::path folder = session->projectFolder().toStdString();
  const auto show = [inbox, folder](const PredictionPtr& poses) -> std::function<void()> {
    return [=] {
      keep_prediction(*poses, folder, {});
      inbox->post(poses);
    };
  };
  session->addEdit(
      PlaybackPanel::tr("follow another person in %1").arg(shown_name(after->video.filename().string())),
      show(after), show(before));
}

}  // namespace solopose
