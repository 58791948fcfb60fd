#include "core/samples/video_facts.h"

#include <cmath>
#include <fstream>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/fingerprint.h"
#include "core/base/input_file.h"
#include "core/options/shallow_json.h"
#include "core/video/video_reader.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int version = 2;

/// File names may be no UTF-8.
std::string dumped(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string checksum_of_json(const Json& json) { return Fingerprint().add(dumped(json)).digits(); }

std::string text_of(const fs::path& file) {
  if (!kind_unless_own_file(file).empty()) return {};
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return in ? std::move(text).str() : std::string();
}

bool make_sense(const VideoFacts& facts) {
  const PictureSize& size = facts.size;
  return facts.frames > 0 && size.width > 0 && size.height > 0 && size.stored_width > 0 &&
         size.stored_height > 0 && std::isfinite(facts.fps);
}

}  // namespace

VideoFacts read_video_facts(const fs::path& video, const JobContext& context) {
  const VideoReader reader(video, {.cache_bytes = 0}, context);
  return {reader.frames(), reader.size(), reader.fps()};
}

VideoFactsCache::VideoFactsCache(fs::path file) : file_(std::move(file)) {
  try {
    read();
  } catch (const std::exception&) {  // not JSON, or not ours
    entries_.clear();
  }
}

void VideoFactsCache::read() {
  const std::string text = text_of(file_);
  if (text.empty()) return;
  const Json root = parse_shallow<Json>(text);
  const Json& videos = root.at("videos");
  if (root.at("version") != version || root.at("checksum") != checksum_of_json(videos)) return;
  for (const auto& [name, video] : videos.items()) {
    const Entry entry = {video.at("bytes").get<std::uint64_t>(),
                         video.at("changed").get<std::int64_t>(),
                         {.frames = video.at("frames").get<std::int64_t>(),
                          .size = {video.at("width").get<int>(), video.at("height").get<int>(),
                                   video.at("stored_width").get<int>(), video.at("stored_height").get<int>()},
                          .fps = video.at("fps").get<double>()}};
    if (make_sense(entry.facts)) entries_.emplace(name, entry);
  }
}

VideoFacts VideoFactsCache::facts(const std::string& name, const fs::path& video, const JobContext& context) {
  context.throw_if_stopped();
  std::error_code failure;
  if (!fs::is_regular_file(video, failure)) return read_video_facts(video, context);
  const std::uint64_t bytes = fs::file_size(video, failure);
  const std::int64_t changed = fs::last_write_time(video, failure).time_since_epoch().count();
  {
    const std::scoped_lock lock(mutex_);
    const auto found = entries_.find(name);
    if (found != entries_.end() && found->second.bytes == bytes && found->second.changed == changed)
      return found->second.facts;
  }
  const VideoFacts facts = read_video_facts(video, context);
  const std::scoped_lock lock(mutex_);
  entries_[name] = {bytes, changed, facts};
  changed_ = true;
  return facts;
}

void VideoFactsCache::save(const std::set<std::string>& names) {
  const std::scoped_lock lock(mutex_);
  changed_ |= std::erase_if(entries_, [&](const auto& entry) { return !names.contains(entry.first); }) > 0;
  if (!changed_) return;
  require_own_file(file_);
  Json videos = Json::object();
  for (const auto& [name, entry] : entries_) {
    const PictureSize& size = entry.facts.size;
    videos[name] = {{"bytes", entry.bytes},
                    {"changed", entry.changed},
                    {"frames", entry.facts.frames},
                    {"width", size.width},
                    {"height", size.height},
                    {"stored_width", size.stored_width},
                    {"stored_height", size.stored_height},
                    {"fps", entry.facts.fps}};
  }
  const Json root = {{"version", version}, {"checksum", checksum_of_json(videos)}, {"videos", videos}};
  fs::create_directories(file_.parent_path());
  write_text_atomically(file_, dumped(root, 1) + '\n');
  changed_ = false;
}

}  // namespace solopose
