// Plays a 1080p film of 30 frames a second in the real panel, with true and predicted skeletons on it and the
// 3D view beside it, and prints as JSON how well it keeps to the clock and how fast it is scrubbed: by clicks
// at random places and by dragging. Needs a screen:
//   tests/support/with-display build/bin/playback_1080p [SECONDS] [SEEKS] [FILM]
// FILM keeps the film for further runs of the same length: writing it takes longer than playing it.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <optional>
#include <random>
#include <vector>

#include <QApplication>
#include <QElapsedTimer>
#include <QSplitter>
#include <QTimer>

#include <nlohmann/json.hpp>

#include "render/skeleton/skeleton_view.h"
#include "render/video/video_view.h"
#include "tests/support/filmed_project.h"
#include "tests/support/shared_data.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/timeline.h"
#include "widgets/timeline/timeline_lanes.h"

namespace {

using namespace solopose;
using namespace solopose::testing;

constexpr int width = 1920;
constexpr int height = 1080;
constexpr double fps = 30;
/// "Something" is a picture of what happens within half a second of the cursor.
constexpr qint64 near_frames = 15;

/// Something moves everywhere, as in a film of a person in a room: textured ground that drifts, with noise.
void write_moving_film(const std::filesystem::path& file, int frames) {
  VideoWriterOptions options;
  options.width = width;
  options.height = height;
  options.fps = fps;
  VideoWriter writer(file, options);
  Image picture(width, height, PixelLayout::rgb24);
  std::mt19937 random(1);
  for (int frame = 0; frame < frames; ++frame) {
    for (int y = 0; y < height; ++y) {
      std::uint8_t* pixel = picture.row(y);
      for (int x = 0; x < width; ++x) {
        const int wave = ((x + 3 * frame) / 24 + (y + frame) / 24) % 2 * 60;
        const int value = 70 + wave + (x * 40) / width + static_cast<int>(random() & 7U);
        *pixel++ = static_cast<std::uint8_t>(value);
        *pixel++ = static_cast<std::uint8_t>(value - 10);
        *pixel++ = static_cast<std::uint8_t>(value + 15);
      }
    }
    writer.write(picture);
  }
  writer.finish();
}

void wait_until(const std::function<bool()>& done) {
  while (!done()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
}

nlohmann::json summary(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return {{"median", at(0.5)}, {"p95", at(0.95)}, {"max", values.back()}};
}

struct Watch {
  qint64 painted = -1;   ///< the video's frame that is on the screen
  bool preview = false;  ///< in small, or in the place of another
  qint64 paints = 0;     ///< of other frames than before
  std::function<void()> on_paint;
};

/// While it plays: how far the picture on the screen is from where the clock says it should be.
nlohmann::json play(PlaybackPanel& panel, Session& session, Playback& playback, Watch& watch,
                    double seconds) {
  session.cursor()->setFrame(0);
  wait_until([&] { return panel.isSettled(); });
  watch.paints = 0;
  double cursor_off = 0;
  std::vector<double> picture_off;
  QElapsedTimer clock;
  QTimer sampler;
  sampler.setTimerType(Qt::PreciseTimer);
  QObject::connect(&sampler, &QTimer::timeout, [&] {
    const double due = static_cast<double>(clock.nsecsElapsed()) * 1e-9 * fps;
    cursor_off =
        std::max(cursor_off, std::abs(static_cast<double>(session.cursor()->frame()) + 0.5 - due) - 0.5);
    picture_off.push_back(std::max(0.0, std::abs(static_cast<double>(watch.painted) + 0.5 - due) - 0.5));
  });
  qint64 longest_ms = 0;
  QElapsedTimer turn;
  playback.play(1);
  clock.start();
  sampler.start(10);
  while (static_cast<double>(clock.elapsed()) < seconds * 1000) {
    turn.start();
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    longest_ms = std::max(longest_ms, turn.elapsed());
  }
  const double due = static_cast<double>(clock.nsecsElapsed()) * 1e-9 * fps;
  playback.advance();
  const double end_off =
      std::max(0.0, std::abs(static_cast<double>(session.cursor()->frame()) + 0.5 - due) - 0.5);
  sampler.stop();
  playback.pause();
  return {{"seconds", seconds},
          {"cursor_off_at_the_end_frames", end_off},
          {"cursor_off_max_frames", cursor_off},
          {"picture_off_frames", summary(picture_off)},
          {"frames_shown", watch.paints},
          {"frames_dropped", static_cast<qint64>(due) - watch.paints},
          {"longest_turn_of_the_window_ms", longest_ms}};
}

double milliseconds(const QElapsedTimer& clock) { return static_cast<double>(clock.nsecsElapsed()) * 1e-6; }

/// Random seeks: from the click until something near it, and until exactly it, is on the screen.
nlohmann::json scrub(PlaybackPanel& panel, Session& session, Watch& watch, int seeks) {
  std::mt19937 random(7);
  std::vector<double> something;
  std::vector<double> exactly;
  std::vector<double> something_off;
  int at_once = 0;
  while (std::ssize(exactly) < seeks) {
    const auto frame = static_cast<qint64>(random() % static_cast<unsigned>(session.cursor()->frameCount()));
    if (frame == session.cursor()->frame()) continue;
    std::optional<double> first_ms;
    QElapsedTimer clock;
    watch.on_paint = [&] {
      const qint64 off = std::abs(watch.painted - frame);
      if (first_ms || off > near_frames) return;
      first_ms = milliseconds(clock);
      something_off.push_back(static_cast<double>(off));
      if (!watch.preview) ++at_once;
    };
    clock.start();
    session.cursor()->setFrame(frame);
    wait_until([&] { return watch.painted == frame && !watch.preview; });
    exactly.push_back(milliseconds(clock));
    something.push_back(*first_ms);
    watch.on_paint = {};
    wait_until([&] { return panel.isSettled(); });
  }
  return {{"seeks", seeks},
          {"first_picture_was_the_exact_one", at_once},
          {"something_ms", summary(something)},
          {"something_off_frames", summary(something_off)},
          {"exact_ms", summary(exactly)}};
}

/// The mouse draws the cursor to and fro over the whole film, sixty steps a second: from each step until
/// something near it is on the screen, steps left out that a newer one has overtaken by then; and from
/// letting go until the exact frame is there.
nlohmann::json drag(PlaybackPanel& panel, Session& session, Watch& watch, double seconds) {
  constexpr int step_ms = 16;
  struct Step {
    qint64 frame;
    double at_ms;
  };
  session.cursor()->setFrame(0);
  wait_until([&] { return panel.isSettled(); });
  const auto last = static_cast<double>(session.cursor()->frameCount() - 1);
  std::deque<Step> waiting;
  std::vector<double> something;
  std::vector<double> off;
  int steps = 0;
  int overtaken = 0;
  QElapsedTimer clock;
  watch.on_paint = [&] {
    const auto served = std::find_if(waiting.rbegin(), waiting.rend(), [&](const Step& step) {
      return std::abs(step.frame - watch.painted) <= near_frames;
    });
    if (served == waiting.rend()) return;
    something.push_back(milliseconds(clock) - served->at_ms);
    off.push_back(static_cast<double>(std::abs(served->frame - watch.painted)));
    const auto older = std::distance(served, waiting.rend()) - 1;
    overtaken += static_cast<int>(older);
    waiting.erase(waiting.begin(), waiting.begin() + older + 1);
  };
  QTimer mouse;
  mouse.setTimerType(Qt::PreciseTimer);
  QObject::connect(&mouse, &QTimer::timeout, [&] {
    // Slow at the turns, as a hand is.
    const double place = 0.5 - 0.5 * std::cos(milliseconds(clock) / 1000 * 2 * M_PI / 4);
    const auto frame = static_cast<qint64>(place * last);
    if (frame == session.cursor()->frame()) return;
    waiting.push_back({frame, milliseconds(clock)});
    ++steps;
    session.cursor()->setFrame(frame);
  });
  double longest_ms = 0;
  clock.start();
  mouse.start(step_ms);
  while (milliseconds(clock) < seconds * 1000) {
    const double before = milliseconds(clock);
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    longest_ms = std::max(longest_ms, milliseconds(clock) - before);
  }
  mouse.stop();
  const double released_ms = milliseconds(clock);
  const qint64 end = session.cursor()->frame();
  wait_until([&] { return watch.painted == end && !watch.preview; });
  const double exact_ms = milliseconds(clock) - released_ms;
  watch.on_paint = {};
  return {{"seconds", seconds},
          {"steps", steps},
          {"steps_overtaken", overtaken},
          {"steps_never_shown", waiting.size()},
          {"something_ms", summary(something)},
          {"something_off_frames", summary(off)},
          {"exact_after_release_ms", exact_ms},
          {"longest_turn_of_the_window_ms", longest_ms}};
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  Theme::instance().setMode(Theme::Mode::dark);
  const double seconds = argc > 1 ? std::atof(argv[1]) : 60;
  const int seeks = argc > 2 ? std::atoi(argv[2]) : 60;
  const TemporaryFolder scratch;
  const std::filesystem::path film = argc > 3 ? argv[3] : scratch / "film.mp4";
  const int frames = static_cast<int>((seconds + 2) * fps);
  if (!std::filesystem::exists(film)) {
    std::fprintf(stderr, "writing %d frames of %d x %d\n", frames, width, height);
    write_moving_film(film, frames);
  }
  const Sequence sequence = filmed_sequence("film", frames, fps, {film});
  make_filmed_project(scratch / "project", {sequence});

  Session session;
  QWidget window;
  ActionRegistry actions(&window);
  Playback playback(session.cursor());
  TimelineLanes lanes;
  const PanelContext context{&session, &actions, &playback, &lanes};
  Timeline timeline(context);
  PlaybackPanel panel(context);
  QSplitter both(Qt::Vertical);
  both.addWidget(&panel);
  both.addWidget(&timeline);
  both.resize(1280, 800);
  both.show();
  session.openProject(QString::fromStdString((scratch / "project").string()));
  wait_until(
      [&] { return session.isIdle() && session.hasProject() && panel.stage()->mainView() != nullptr; });
  auto prediction = std::make_shared<Prediction>(shifted_prediction(sequence, 0, "bench", 60));
  panel.data()->predictions()->put(prediction);
  wait_until([&] { return panel.isSettled() && panel.stage()->mainView()->hasPicture(); });

  Watch watch;
  VideoView* view = panel.stage()->mainView();
  QObject::connect(view, &VideoView::painted, [&] {
    if (view->number() != watch.painted) ++watch.paints;
    watch.painted = view->number();
    watch.preview = view->isPreview();
    if (watch.on_paint) watch.on_paint();
  });
  nlohmann::json report{{"video", "1920 x 1080, 30 frames/s, H.264"},
                        {"view", {view->width(), view->height()}},
                        {"view_3d", {panel.view3d()->width(), panel.view3d()->height()}},
                        {"skeletons", panel.view3d()->scene().skeletons.size()}};
  report["thumbnails_ready_at_the_start"] = panel.stage()->prepared();
  report["play"] = play(panel, session, playback, watch, seconds);
  report["thumbnails_ready_when_scrubbed"] = panel.stage()->prepared();
  report["scrub"] = scrub(panel, session, watch, seeks);
  report["drag"] = drag(panel, session, watch, 8);
  std::printf("%s\n", report.dump(2).c_str());
  both.hide();
  // The splitter took panel and timeline; they live on this stack.
  panel.setParent(nullptr);
  timeline.setParent(nullptr);
  return 0;
}
