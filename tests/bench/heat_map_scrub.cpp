// How fast a heat map is looked through: milliseconds a frame while scrubbing, turning and dragging a point
// of the transfer function, and the time from the last movement to full quality. With a project also the
// whole panel, from the cursor's move to the picture of that frame: poses, volume and drawing. Needs a
// screen:
//   tests/support/with-display build/bin/heat_map_scrub [VOXELS] [WIDTH HEIGHT] [PICTURE.png] [PROJECT]

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <vector>

#include <QApplication>
#include <QElapsedTimer>

#include "core/inspection/heat_map_picture.h"
#include "core/project/catalog.h"
#include "render/heat_map/heat_map_view.h"
#include "tests/render/heat_map/heat_map_samples.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/session/session.h"

namespace {

using namespace solopose;
using namespace solopose::testing;

constexpr int frames = 60;

double milliseconds(const QElapsedTimer& clock) { return static_cast<double>(clock.nsecsElapsed()) * 1e-6; }

template <typename Condition>
void wait_until(const Condition& condition) {
  while (!condition()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
}

void print(const char* what, std::vector<double> times, double settled) {
  // The first ones find out how coarse this machine needs it.
  times.erase(times.begin(), times.begin() + frames / 4);
  std::sort(times.begin(), times.end());
  const double mean = std::accumulate(times.begin(), times.end(), 0.0) / static_cast<double>(times.size());
  std::printf("%-32s mean %6.1f ms  median %6.1f  worst %6.1f  full quality %6.1f ms after the last\n", what,
              mean, times[times.size() / 2], times.back(), settled);
}

void measure(const char* what, HeatMapView& view, const std::function<void(int)>& change) {
  bool painted = false;
  bool full = false;
  const auto connection = QObject::connect(&view, &HeatMapView::painted, [&](double, bool full_quality) {
    painted = true;
    full = full_quality;
  });
  std::vector<double> times;
  QElapsedTimer clock;
  for (int frame = 0; frame < frames; ++frame) {
    clock.start();
    painted = false;
    change(frame);
    wait_until([&] { return painted; });
    times.push_back(milliseconds(clock));
  }
  const QElapsedTimer rest = clock;
  wait_until([&] { return full; });
  const double settled = milliseconds(rest) - times.back();
  QObject::disconnect(connection);
  print(what, times, settled);
}

void measure_panel(const char* project, const QSize& size) {
  Session session;
  QWidget host;
  ActionRegistry actions(&host);
  HeatMapsPanel panel({&session, &actions});
  panel.resize(size);
  panel.show();
  session.openProject(QString::fromLocal8Bit(project));
  wait_until([&] { return session.hasProject() && session.isIdle(); });
  const SequenceRecord& sequence = session.catalog()->sequences.front();
  session.cursor()->setSequence(sequence.id, sequence.frames);
  wait_until([&] { return panel.picture() && panel.isSettled(); });
  std::int64_t painted_frame = -1;
  QObject::connect(panel.view(), &HeatMapView::painted, &panel, [&] {
    if (panel.picture()) painted_frame = panel.picture()->query.frame;
  });
  std::vector<double> times;
  QElapsedTimer clock;
  for (int frame = 1; frame <= frames; ++frame) {
    clock.start();
    session.cursor()->setFrame(frame);
    wait_until([&] { return painted_frame == frame; });
    times.push_back(milliseconds(clock));
  }
  clock.start();
  wait_until([&] { return panel.isSettled(); });
  print("scrubbing in the panel", times, milliseconds(clock));
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const int voxels = argc > 1 ? std::atoi(argv[1]) : 64;
  HeatMapView view;
  view.resize(argc > 3 ? std::atoi(argv[2]) : 800, argc > 3 ? std::atoi(argv[3]) : 600);
  HeatMapStyle style = body_style();
  view.setStyle(style);
  view.setColours({});
  std::vector<Volume> volumes;
  for (int frame = 0; frame < frames; ++frame) volumes.push_back(sample_volume(frame, voxels));
  view.setOverlay(sample_overlay());
  view.setVolume(volumes[0].grid, volumes[0].values);
  view.show();

  std::printf("%d^3 voxels, %d x %d pixels\n", voxels, view.width(), view.height());
  measure("scrubbing", view, [&](int frame) {
    view.setVolume(volumes[static_cast<std::size_t>(frame)].grid,
                   volumes[static_cast<std::size_t>(frame)].values);
    view.setOverlay(sample_overlay(frame));
  });
  measure("dragging a transfer point", view, [&](int frame) {
    style.transfer.points[2].opacity = 0.04 + 0.002 * frame;
    view.setStyle(style);
  });
  measure("turning", view, [&](int) {
    OrbitCamera camera = view.camera();
    camera.orbit(4, 0);
    view.setCamera(camera);
  });
  style.show_slices = true;
  view.setStyle(style);
  measure("dragging a slice", view, [&](int frame) { view.setSliceVoxel(2, frame % voxels); });
  style.show_slices = false;
  style.show_surface = true;
  view.setStyle(style);
  measure("scrubbing with an iso-surface", view, [&](int frame) {
    view.setVolume(volumes[static_cast<std::size_t>(frame)].grid,
                   volumes[static_cast<std::size_t>(frame)].values);
  });
  style.show_surface = false;
  view.setStyle(style);
  if (argc > 4) view.picture().save(QString::fromLocal8Bit(argv[4]));
  view.hide();
  if (argc > 5) measure_panel(argv[5], view.size());
  return 0;
}
