#include <algorithm>
#include <fstream>

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>

#include <fmt/format.h>

#include "core/video/video_reader.h"
#include "tests/widgets/playback_panel/playback_window.h"
#include "widgets/playback_panel/film_dialog.h"

namespace solopose::testing {
namespace {

constexpr int frames = 90;

/// Films ordered in the window's dialog.
class FilmExportTest : public PlaybackWindowTest {
 protected:
  void SetUp() override { open_filmed_project("project", frames); }

  FilmDialog* asked() {
    action("video.export-film")->trigger();
    return panel.findChild<FilmDialog*>("film");
  }
  static void choose(FilmDialog* dialog, const QString& text) {
    for (QComboBox* box : dialog->findChildren<QComboBox*>()) {
      if (box->findText(text) < 0) continue;
      box->setCurrentIndex(box->findText(text));
      return;
    }
    FAIL() << "no choice " << qPrintable(text);
  }
  /// Until it is gone, or asks.
  static void accept(FilmDialog* dialog) {
    const QPointer<FilmDialog> open(dialog);
    for (QPushButton* button : dialog->findChildren<QPushButton*>())
      if (button->text() == "Export") button->click();
    ASSERT_TRUE(wait_for(
        [&] { return open == nullptr || !open->isVisible() || open->findChild<QMessageBox*>() != nullptr; }));
  }
  void mark(qint64 first, qint64 last) {
    session.cursor()->setFrame(first);
    action("playback.mark-in")->trigger();
    session.cursor()->setFrame(last);
    action("playback.mark-out")->trigger();
  }
  /// The newest.
  JobHandle* job() const {
    const QList<JobHandle*> jobs = session.jobs()->jobs();
    return *std::ranges::max_element(jobs, {}, &JobHandle::id);
  }
  /// The left part of a film's frame, which is the video's.
  static int number_on_the_left(const Image& both) {
    Image left(both.width - film_height, both.height, both.layout);  // the 3D view is as wide as high
    for (int y = 0; y < left.height; ++y) std::copy_n(both.row(y), left.row_bytes(), left.row(y));
    return number_in(left);
  }
};

TEST_F(FilmExportTest, a_file_that_is_there_is_replaced_only_when_somebody_says_so) {
  FilmDialog* dialog = asked();
  EXPECT_TRUE(QFileInfo(dialog->options().out.c_str()).isAbsolute()) << "where it goes is seen";
  const auto there = scratch / "there.mp4";
  std::ofstream(there) << "somebody's work";
  dialog->setFile(QString::fromStdString(there));
  const auto question = [&] { return dialog->findChild<QMessageBox*>(); };
  accept(dialog);
  ASSERT_NE(question(), nullptr);
  EXPECT_TRUE(question()->text().contains("there.mp4"));
  question()->button(QMessageBox::Cancel)->click();
  EXPECT_TRUE(dialog->isVisible());
  ASSERT_TRUE(wait_for([&] { return question() == nullptr; }));
  EXPECT_EQ(std::filesystem::file_size(there), 15U);
  accept(dialog);
  for (QAbstractButton* button : question()->buttons())
    if (button->text() == "Replace") button->click();
  ASSERT_TRUE(wait_for([&] { return !session.jobs()->jobs().isEmpty() && !session.jobs()->busy(); }));
  EXPECT_EQ(job()->outcome(), JobOutcome::finished);
  EXPECT_GT(std::filesystem::file_size(there), 1000U);
}

TEST_F(FilmExportTest, truth_and_prediction_side_by_side_in_the_marked_range) {
  keep_prediction("aaaa1111", 50);
  mark(33, 52);
  FilmDialog* dialog = asked();
  ASSERT_NE(dialog, nullptr);
  dialog->setFile(folder("both.mp4"));
  choose(dialog, "Both, side by side");
  accept(dialog);
  std::vector<qint64> progress;
  QObject::connect(job(), &JobHandle::progressed, &window, [&] { progress.push_back(job()->done()); });
  ASSERT_TRUE(settle());
  ASSERT_EQ(job()->outcome(), JobOutcome::finished) << qPrintable(job()->error());
  EXPECT_TRUE(std::ranges::is_sorted(progress));
  EXPECT_EQ(job()->done(), 20);
  VideoReader film(scratch / "both.mp4");
  ASSERT_EQ(film.frames(), 20);
  EXPECT_NEAR(film.fps(), 30, 0.01);
  EXPECT_EQ(film.width(), film_width + film_height);
  EXPECT_EQ(film.height(), film_height);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(number_on_the_left(film.frame(i)), 33 + i);
}

TEST_F(FilmExportTest, pictures_are_numbered_from_zero) {
  mark(7, 11);
  FilmDialog* dialog = asked();
  ASSERT_NE(dialog, nullptr);
  choose(dialog, "Folder of PNG pictures");
  dialog->setFile(folder("pictures"));
  accept(dialog);
  ASSERT_TRUE(settle());
  ASSERT_EQ(job()->outcome(), JobOutcome::finished) << qPrintable(job()->error());
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(number_in(VideoReader(scratch / "pictures" / fmt::format("{:06}.png", i)).frame(0)), 7 + i);
  EXPECT_FALSE(std::filesystem::exists(scratch / "pictures" / "000005.png"));
}

TEST_F(FilmExportTest, a_film_cancelled_on_the_way_leaves_nothing_behind) {
  open_filmed_project("long", 600);
  std::filesystem::create_directory(scratch / "films");
  for (const auto& [form, name] :
       {std::pair{"MP4 film", "film.mp4"}, {"Folder of PNG pictures", "pictures"}}) {
    FilmDialog* dialog = asked();
    ASSERT_NE(dialog, nullptr);
    choose(dialog, form);
    choose(dialog, "Both, side by side");
    dialog->setFile(folder("films/" + std::string(name)));
    accept(dialog);
    JobHandle* started = job();
    bool half_done = false;
    QObject::connect(started, &JobHandle::progressed, &window, [&] {
      if (started->total() != 600 || started->done() == 0) return;
      half_done = true;
      started->cancel();
    });
    ASSERT_TRUE(settle());
    EXPECT_TRUE(half_done);
    EXPECT_EQ(started->outcome(), JobOutcome::cancelled) << form;
    EXPECT_TRUE(std::filesystem::is_empty(scratch / "films")) << form;
    ASSERT_TRUE(wait_for([this] { return panel.findChild<FilmDialog*>("film") == nullptr; }));
  }
  EXPECT_TRUE(failures.isEmpty()) << qPrintable(failure());
}

}  // namespace
}  // namespace solopose::testing
