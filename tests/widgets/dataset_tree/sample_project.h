#pragma once

#include <cmath>
#include <limits>
#include <string>

#include <QApplication>
#include <QTest>
#include <QTranslator>
#include <QWidget>

#include <fmt/format.h>

#include "core/augmotion/alignment.h"
#include "core/project/staged_import.h"
#include "tests/support/shared_data.h"
#include "tests/support/waiting.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"

namespace solopose::testing {

/// A standing person who sways, y up, mm; frames 10 to 14 miss the right wrist.
inline Sequence person(const std::string& subject, const std::string& action, const std::string& take,
                       const std::string& view, std::int64_t frames, double frames_per_second = 50) {
  constexpr double height[] = {950,  950,  500,  90,   950,  500,  90,  1500,
                               1700, 1450, 1200, 1000, 1450, 1200, 1000};
  constexpr double side[] = {0, -120, -130, -140, 120, 130, 140, 0, 0, 180, 290, 330, -180, -290, -330};
  Sequence sequence;
  sequence.subject = subject;
  sequence.action = action;
  sequence.take = take;
  sequence.view = view;
  sequence.frames_per_second = frames_per_second;
  sequence.joints = joint_set_named("canonical15");
  sequence.up = Eigen::Vector3d::UnitY();
  sequence.source = fmt::format("recordings/{}/{}.trc", subject, take);
  for (std::int64_t f = 0; f < frames; ++f) {
    for (int j = 0; j < joint_count; ++j) {
      const bool missing = f >= 10 && f < 15 && static_cast<Joint>(j) == Joint::right_wrist;
      const double sway = 60 * std::sin(0.1 * static_cast<double>(f)) * height[j] / 1700;
      const double x = missing ? std::numeric_limits<double>::quiet_NaN() : side[j] + sway;
      sequence.positions_mm.push_back(static_cast<float>(x));
      sequence.positions_mm.push_back(static_cast<float>(height[j]));
      sequence.positions_mm.push_back(static_cast<float>(2 * static_cast<double>(f)));
    }
  }
  return sequence;
}

/// Two aligned datasets. "Dance": S1, S2, S11 with actions walk and sit, two takes each, views a and b.
/// "Studio": one nameless subject, takes clip_0 to clip_2 in world view without a frame rate, one file
/// skipped and a remark.
inline void write_sample_project(const std::filesystem::path& folder) {
  Project project = Project::create(folder);
  StagedImport dance(project, {.dataset = "Dance", .format = "aist"});
  for (const char* subject : {"S1", "S2", "S11"}) {
    for (const char* action : {"walk", "sit"}) {
      for (int take = 1; take <= 2; ++take) {
        for (const char* view : {"a", "b"}) {
          dance.add(person(subject, action, fmt::format("{}_{}", action, take), view, 120 + 30 * take));
        }
      }
    }
  }
  dance.commit(project);
  StagedImport studio(project, {.dataset = "Studio", .format = "trc"});
  for (int i = 0; i < 3; ++i) {
    studio.begin_file(fmt::format("recordings/clip_{}.trc", i), std::string(32, static_cast<char>('0' + i)));
    studio.add(person("unknown", "", fmt::format("clip_{}", i), "world", 90, 0));
  }
  studio.remark("the unit is a guess: metres");
  studio.begin_file("recordings/broken.trc", std::string(32, 'f'));
  studio.skip_file("recordings/broken.trc: NumFrames: expected 90, found 12");
  studio.commit(project);
  align(project, AlignOptions{}, {});
}

/// Shown and with the keyboard, also where no window manager hands it out.
inline bool show_active(QWidget& window) {
  window.show();
  QApplication::setActiveWindow(&window);
  return QTest::qWaitForWindowExposed(&window);
}

/// While it lives, every text of the studio is in «quotes».
class OtherLanguage : public QTranslator {
 public:
  OtherLanguage() {
    QCoreApplication::installTranslator(this);
    QCoreApplication::processEvents();
  }
  ~OtherLanguage() override {
    QCoreApplication::removeTranslator(this);
    QCoreApplication::processEvents();
  }
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char*, int) const override {
    return QByteArray(context).startsWith("solopose::")
               ? QStringLiteral("«%1»").arg(QString::fromUtf8(source))
               : QString();
  }
};

inline bool wait_until_idle(const Session& session) {
  return wait_for([&] { return session.isIdle(); });
}

/// The sample project, open in a session.
class OpenSample {
 public:
  OpenSample() {
    write_sample_project(folder_ / "project");
    session_.openProject(QString::fromStdString((folder_ / "project").string()));
    ready_ = wait_until_idle(session_) && session_.hasProject();
  }

  bool ready() const { return ready_; }
  Session* session() { return &session_; }
  Cursor* cursor() { return session_.cursor(); }
  const SequenceRecord* named(const std::string& name) const {
    return session_.catalog()->sequence_named(name);
  }
  void moveTo(const std::string& name, qint64 frame = 0) {
    const SequenceRecord* record = named(name);
    ASSERT_NE(record, nullptr) << name;
    cursor()->setSequence(record->id, record->frames, frame);
  }

 private:
  TemporaryFolder folder_;
  Session session_;
  bool ready_ = false;
};

/// Writes a picture of a widget to $SOLOPOSE_PICTURES, for people to look at; nothing when that is not set.
inline void picture(QWidget& widget, const QString& name) {
  const QString folder = qEnvironmentVariable("SOLOPOSE_PICTURES");
  if (!folder.isEmpty()) widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

}  // namespace solopose::testing
