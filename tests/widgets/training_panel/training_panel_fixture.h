#pragma once

#include <algorithm>
#include <fstream>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableView>
#include <QTableWidget>
#include <QTranslator>

#include "core/demo/demo.h"
#include "core/models/model_description.h"
#include "core/models/shipped_models.h"
#include "core/project/project.h"
#include "core/project/sequence_videos.h"
#include "tests/support/straight_reliability.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "tests/widgets/training_panel/scripted_training.h"
#include "widgets/actions/action_registry.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/qcustomplot.h"
#include "widgets/shared/sequence_names.h"
#include "widgets/training_panel/curves_view.h"
#include "widgets/training_panel/run_legend.h"
#include "widgets/training_panel/runs_model.h"
#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel.h"
#include "widgets/training_panel/worst_clips_table.h"

namespace solopose::testing {

inline TrainingOptions short_run(const std::string& name, std::int64_t steps = 60) {
  TrainingOptions options;
  options.name = name;
  options.frames_stage.steps = steps / 2;
  options.clips_stage.steps = steps - steps / 2;
  return options;
}

/// Everything in capitals: a language without a dictionary.
class Capitals : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char*, const char* text, const char*, int) const override {
    return QString::fromUtf8(text).toUpper();
  }
};

class TrainingPanelTest : public SessionTest {
 protected:
  /// A run whose only worst clip is in the last sequence, at frame 12, and the page that lists it.
  SequenceRecord show_worst_clip() {
    open_demo();
    const SequenceRecord wanted = session.catalog()->sequences.back();
    const std::filesystem::path folder_of_run = finished_run(project(), short_run("bad"), 20);
    write_worst_clips(folder_of_run, {{wanted.name, "camera", 12, 300.5}});
    show_project();
    panel.selectRuns({"bad"});
    panel.showPage(TrainingPanel::Page::worst_clips);
    return wanted;
  }
  static void SetUpTestSuite() {
    demo_ = std::make_unique<TemporaryFolder>();
    make_demo_project(*demo_ / "project", {}, {.films = DemoFilms::none});
  }
  static void TearDownTestSuite() { demo_.reset(); }

  TrainingPanelTest() {
    panel.resize(900, 640);
    panel.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }

  static bool until(const std::function<bool()>& done) { return wait_for(done); }
  bool settled() {
    return settle() && until([this] { return panel.isSettled(); });
  }

  /// The demo's data; its first video is there by name only, which is all that the panel asks for.
  void open_demo(bool with_video = true) {
    std::filesystem::copy(*demo_ / "project", project(), std::filesystem::copy_options::recursive);
    if (with_video) touch_video();
    show_project();
  }
  void show_project() {
    session.openProject(folder());
    ASSERT_TRUE(settled());
    ASSERT_TRUE(session.hasProject());
  }
  void touch_video() {
    for (const SequenceRecord& sequence : Project::open(project()).catalog().sequences) {
      if (sequence.videos.empty()) continue;
      const std::filesystem::path file = project() / sequence.videos.front();
      std::filesystem::create_directories(file.parent_path());
      std::ofstream(file) << "film";
      return;
    }
    FAIL() << "the demo names no video";
  }

  std::filesystem::path project() const { return scratch / "project"; }
  QAction* action(const char* id) const { return actions.action(id); }
  bool says(const QString& text) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(text)) return true;
    return false;
  }
  /// The field beside a label.
  template <typename Field>
  Field* field(const QString& name) const {
    for (const QLabel* label : panel.findChildren<QLabel*>())
      if (label->text() == name) return qobject_cast<Field*>(label->buddy());
    return nullptr;
  }
  QTableWidget* table_with(const QString& header) const {
    for (QTableWidget* table : panel.findChildren<QTableWidget*>())
      if (table->columnCount() > 0 && table->horizontalHeaderItem(0)->text() == header) return table;
    return nullptr;
  }
  const solopose::Run* run(const std::string& name) const {
    for (int row = 0; row < panel.runs()->rowCount(); ++row)
      if (panel.runs()->run(row).name() == name) return &panel.runs()->run(row);
    return nullptr;
  }
  QString state(const std::string& name) const {
    const solopose::Run* found = run(name);
    return found == nullptr ? QString()
                            : panel.runs()
                                  ->index(panel.runs()->rowOf(found->folder), RunsModel::state_column)
                                  .data()
                                  .toString();
  }
  void start(const std::string& name, std::int64_t steps) {
    panel.form()->setOptions(short_run("", steps));
    field<QLineEdit>("Name")->setText(QString::fromStdString(name));
    QTest::mouseClick(panel.form()->startButton(), Qt::LeftButton);
    ASSERT_TRUE(until([&] { return run(name) != nullptr; }));
  }
  void answer(const char* box_name, QMessageBox::ButtonRole role) {
    auto* box = panel.findChild<QMessageBox*>(box_name);
    ASSERT_NE(box, nullptr);
    for (QAbstractButton* button : box->buttons())
      if (box->buttonRole(button) == role) QTest::mouseClick(button, Qt::LeftButton);
  }
  static int points(const QCustomPlot* plot, int graph) {
    return plot->graphCount() > graph ? plot->graph(graph)->dataCount() : 0;
  }

  QWidget host;
  ActionRegistry actions{&host};
  TrainingPanel panel{{&session, &actions}, scripted_training};

 private:
  static std::unique_ptr<TemporaryFolder> demo_;
};

inline std::unique_ptr<TemporaryFolder> TrainingPanelTest::demo_;

}  // namespace solopose::testing
