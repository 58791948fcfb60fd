#include "core/project/inherited_videos.h"

#include <filesystem>
#include <string>
#include <vector>

#include "core/project/relink.h"
#include "core/project/stored_fields.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& project, const std::string& video) {
  std::error_code unreadable;
  return fs::exists(located_video(project, video), unreadable);
}

std::vector<std::string> kept_videos(const fs::path& project, std::vector<std::string> now,
                                     const std::vector<std::string>& before, bool same_cameras) {
  if (now.empty() && same_cameras) return before;
  if (now.size() != before.size()) return now;
  for (std::size_t i = 0; i < now.size(); ++i)
    if (!is_there(project, now[i]) && is_there(project, before[i])) now[i] = before[i];
  return now;
}

}  // namespace

void inherit_videos(ProjectDatabase& database, DatasetId dataset, ImportId import) {
  SQLite::Statement rows(
      database.sql,
      "SELECT sequence.id, sequence.videos, old.videos, sequence.camera_rig = old.camera_rig FROM sequence "
      "JOIN sequence old ON old.subject = sequence.subject AND old.take = sequence.take AND old.view = "
      "sequence.view JOIN import ON import.id = old.import "
      "WHERE sequence.import = ? AND import.dataset = ? AND import.active AND sequence.videos <> old.videos");
  rows.bind(1, import);
  rows.bind(2, dataset);
  std::vector<SequenceVideoNames> kept;
  while (rows.executeStep()) {
    kept.push_back(
        {rows.getColumn(0).getInt64(),
         kept_videos(database.folder, texts_from_json(rows.getColumn(1).getString()),
                     texts_from_json(rows.getColumn(2).getString()), rows.getColumn(3).getInt() != 0)});
  }
  SQLite::Statement update(database.sql, "UPDATE sequence SET videos = ? WHERE id = ?");
  for (const SequenceVideoNames& track : kept) {
    update.bind(1, to_json(track.videos));
    update.bind(2, track.sequence);
    update.exec();
    update.reset();
  }
}

}  // namespace solopose
