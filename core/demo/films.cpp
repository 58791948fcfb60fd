#include "core/demo/films.h"

#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/base/seeded_random.h"
#include "core/camera/camera_projection.h"
#include "core/video/video_writer.h"

namespace solopose::demo {
namespace {

std::uint64_t seed_of(const Take& take, const Camera& camera) {
  return seeded_hash(camera.name, seeded_hash(take.subject + take.name, 3));
}

void shoot(const Take& take, const Shot& shot, const JobContext& context) {
  std::filesystem::create_directories(shot.file.parent_path());
  Painter painter = painter_of(take, shot);
  const Looks looks = looks_of(take.subject, take.name);
  VideoWriterOptions options;
  options.width = shot.camera.width;
  options.height = shot.camera.height;
  options.fps = take.recording.frames_per_second;
  options.quality = 23;
  options.quick = true;
  VideoWriter writer(shot.file, options);
  const std::size_t frames = take.recording.frames.size();
  for (std::size_t f = 0; f < std::min(frames, shot.frames.value_or(frames)); ++f) {
    context.throw_if_stopped();
    writer.write(painter.paint(fleshed(take.recording.frames[f], looks)));
  }
  writer.finish();
}

}  // namespace

Camera on_stage(const Camera& camera, const FileFrame& world, int film_width) {
  Camera placed = camera;
  placed.rotation = camera.rotation * world.rotation;
  placed.translation_mm = camera.rotation * world.translation_mm + camera.translation_mm;
  const double shrink = static_cast<double>(film_width) / camera.width;
  const int height = 2 * static_cast<int>(std::lround(camera.height * shrink / 2));  // films have even sizes
  return camera_for_size(placed, film_width, height);
}

Painter painter_of(const Take& take, const Shot& shot) {
  return Painter(shot.camera, seed_of(take, shot.camera));
}

void film(std::span<const Take> takes, std::span<const Shot> shots, const JobContext& context) {
  const auto total = static_cast<std::int64_t>(shots.size());
  ProgressMeter meter(context, "films", total);
  meter.begin("Filming");
  parallel_for(total, [&](std::int64_t i) {
    const Shot& shot = shots[static_cast<std::size_t>(i)];
    shoot(takes[shot.take], shot, context);
    meter.add(1);
  });
}

}  // namespace solopose::demo
