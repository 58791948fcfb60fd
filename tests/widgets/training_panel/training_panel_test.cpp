#include "tests/widgets/training_panel/training_panel_fixture.h"

namespace solopose::testing {
namespace {

TEST_F(TrainingPanelTest, without_a_project_it_says_what_to_do) {
  EXPECT_TRUE(says("Open a project"));
  EXPECT_FALSE(action("train.start")->isEnabled());
  EXPECT_FALSE(action("train.pause")->isEnabled());
  EXPECT_FALSE(action("train.delete")->isEnabled());
}

TEST_F(TrainingPanelTest, without_data_it_says_what_to_do) {
  session.createProject(folder());
  ASSERT_TRUE(settled());
  EXPECT_TRUE(says("There is nothing to learn from"));
  EXPECT_FALSE(action("train.start")->isEnabled());
}

TEST_F(TrainingPanelTest, without_videos_it_says_what_to_do) {
  open_demo(false);
  EXPECT_TRUE(says("There is no video to learn from"));
  EXPECT_TRUE(says("The preset landmarks needs none"));
  EXPECT_FALSE(action("train.start")->isEnabled());
  touch_video();
  session.renameDataset(session.catalog()->datasets.front().id, "renamed");
  ASSERT_TRUE(settled());
  EXPECT_FALSE(says("There is no video to learn from"));
  EXPECT_TRUE(action("train.start")->isEnabled());
}

TEST_F(TrainingPanelTest, a_network_that_learns_from_motion_alone_needs_no_video) {
  open_demo(false);
  auto* preset = field<QComboBox>("Preset");
  ASSERT_NE(preset, nullptr);
  ASSERT_TRUE(preset->isVisible()) << "the form is there to choose it in";
  preset->setFocus();
  QTest::keyClick(preset, Qt::Key_End);
  EXPECT_EQ(preset->currentText(), "landmarks");
  EXPECT_FALSE(says("There is no video to learn from"));
  ASSERT_TRUE(panel.form()->startButton()->isEnabled()) << panel.form()->problem().toStdString();
  field<QLineEdit>("Name")->setText("motion");
  QTest::mouseClick(panel.form()->startButton(), Qt::LeftButton);
  ASSERT_TRUE(until([&] { return run("motion") != nullptr; }));
  EXPECT_FALSE(run("motion")->options.network.sees_pictures());
}

TEST_F(TrainingPanelTest, a_run_is_trained_and_its_curves_grow) {
  open_demo();
  start("first", 400);
  ASSERT_TRUE(until([this] { return points(panel.curves()->lossPlot(), 0) > 10; }));
  EXPECT_EQ(state("first"), "Running");
  EXPECT_FALSE(panel.queue()->current().empty());
  const int early = points(panel.curves()->lossPlot(), 0);
  ASSERT_TRUE(until([&] { return points(panel.curves()->lossPlot(), 0) > early + 20; }));
  ASSERT_TRUE(until([&] { return state("first") == "Finished"; }));
  ASSERT_TRUE(settled());
  EXPECT_EQ(points(panel.curves()->lossPlot(), 0), 400);
  EXPECT_EQ(points(panel.curves()->lossPlot(), 1), 40);
  EXPECT_EQ(points(panel.curves()->mpjpePlot(), 0), 40);
  EXPECT_EQ(panel.curves()->mpjpePlot()->graph(1)->data()->at(0)->value, 259);
  EXPECT_EQ(read_run(run("first")->folder).options.frames_stage.steps, 200);
}

TEST_F(TrainingPanelTest, imports_go_on_while_a_run_is_trained) {
  open_demo();
  start("long", 100'000);
  ASSERT_TRUE(until([this] { return !panel.queue()->current().empty(); }));
  session.setClipOptions({.length = 20, .step = 10});
  session.importFiles(table_import("more", {write_poses(scratch / "more" / "one.npz", 60, 1)}));
  ASSERT_TRUE(settle());
  EXPECT_NE(dataset("more"), 0);
  EXPECT_FALSE(panel.queue()->current().empty());
}

TEST_F(TrainingPanelTest, pausing_stops_the_steps_until_it_goes_on) {
  open_demo();
  start("paused", 100'000);
  ASSERT_TRUE(until([this] { return points(panel.curves()->lossPlot(), 0) > 5; }));
  action("train.pause")->trigger();
  EXPECT_EQ(state("paused"), "Paused");
  int before = 0;
  ASSERT_TRUE(until([&] {
    before = points(panel.curves()->lossPlot(), 0);
    QTest::qWait(400);  // many steps, if it went on
    return points(panel.curves()->lossPlot(), 0) == before;
  }));
  action("train.pause")->trigger();
  EXPECT_TRUE(until([&] { return points(panel.curves()->lossPlot(), 0) > before; }));
  EXPECT_EQ(state("paused"), "Running");
}

TEST_F(TrainingPanelTest, a_run_that_is_paused_goes_on_by_resume_too) {
  open_demo();
  start("held", 100'000);
  ASSERT_TRUE(until([this] { return points(panel.curves()->lossPlot(), 0) > 5; }));
  panel.selectRuns({"held"});
  EXPECT_FALSE(action("train.resume-run")->isEnabled());
  EXPECT_TRUE(action("train.resume-run")->toolTip().contains("is being trained"));
  action("train.pause")->trigger();
  ASSERT_TRUE(action("train.resume-run")->isEnabled());
  action("train.resume-run")->trigger();
  EXPECT_FALSE(panel.queue()->paused());
  EXPECT_EQ(state("held"), "Running");
}

TEST_F(TrainingPanelTest, every_way_to_end_a_run_says_what_becomes_of_it_and_only_one_discards) {
  EXPECT_EQ(action("train.stop-early")->text().remove('&'), "Stop early and keep the run");
  EXPECT_TRUE(action("train.stop-early")->toolTip().contains("Resume run can go on with it"));
  EXPECT_EQ(action("train.cancel")->text().remove('&'), "Discard the run at work…");
  EXPECT_TRUE(action("train.cancel")->toolTip().contains("deletes its folder"));
  EXPECT_TRUE(action("train.pause")->toolTip().contains("Pressed again it goes on"));
  EXPECT_TRUE(action("train.resume-run")->toolTip().contains("Choose one run"));
}

TEST_F(TrainingPanelTest, a_finished_run_is_given_more_steps) {
  open_demo();
  const std::filesystem::path folder_of_run = finished_run(project(), short_run("done", 60), 60);
  show_project();
  panel.selectRuns({"done"});
  EXPECT_FALSE(action("train.resume-run")->isEnabled());
  EXPECT_TRUE(action("train.resume-run")->toolTip().contains("Train further"));
  ASSERT_TRUE(action("train.extend-run")->isEnabled());
  action("train.extend-run")->trigger();
  auto* dialog = panel.findChild<QInputDialog*>("extend-run");
  ASSERT_NE(dialog, nullptr);
  EXPECT_TRUE(dialog->labelText().contains("60 of 60"));
  EXPECT_EQ(dialog->intMinimum(), 61);
  dialog->setIntValue(80);
  QTest::keyClick(dialog, Qt::Key_Return);
  ASSERT_TRUE(until([&] { return panel.queue()->current() == folder_of_run; }));
  ASSERT_TRUE(until([&] { return panel.isSettled() && state("done") == "Finished"; }));
  EXPECT_EQ(read_run(folder_of_run).options.clips_stage.steps, 50);
  EXPECT_EQ(read_run(folder_of_run).steps.back().step, 80);
}

TEST_F(TrainingPanelTest, a_run_that_gave_up_says_why_more_steps_do_not_help) {
  open_demo();
  TrainingOptions options = short_run("dull", 60);
  options.early_stop_epochs = 2;
  const std::filesystem::path folder_of_run = finished_run(project(), options, 20);
  EpochRecord last = scripted_epoch(30);
  last.epochs_without_progress = 2;
  RunLog(folder_of_run / "log.jsonl").write(last);
  show_project();
  panel.selectRuns({"dull"});
  EXPECT_FALSE(action("train.extend-run")->isEnabled());
  EXPECT_TRUE(action("train.extend-run")->toolTip().contains("did not fall any more"));
}

TEST_F(TrainingPanelTest, stopping_early_keeps_the_run) {
  open_demo();
  start("early", 100'000);
  ASSERT_TRUE(until([this] { return points(panel.curves()->lossPlot(), 0) > 5; }));
  action("train.pause")->trigger();
  action("train.stop-early")->trigger();
  ASSERT_TRUE(until([&] { return state("early") == "Stopped early"; }));
  EXPECT_TRUE(panel.queue()->current().empty());
  panel.selectRuns({"early"});
  ASSERT_TRUE(action("train.resume-run")->isEnabled()) << "it can be gone on with";
  action("train.resume-run")->trigger();
  EXPECT_TRUE(until([&] { return state("early") == "Running"; }));
}

TEST_F(TrainingPanelTest, cancelling_asks_and_then_discards_the_run) {
  open_demo();
  start("wrong", 100'000);
  const std::filesystem::path folder_of_run = run("wrong")->folder;
  action("train.cancel")->trigger();
  answer("discard-run", QMessageBox::RejectRole);
  EXPECT_FALSE(panel.queue()->ending());
  QTest::qWait(50);
  action("train.cancel")->trigger();
  QTest::keyClick(panel.findChild<QMessageBox*>("discard-run"), Qt::Key_Return);
  EXPECT_FALSE(panel.queue()->ending()) << "Enter keeps it";
  QTest::qWait(50);
  action("train.cancel")->trigger();
  answer("discard-run", QMessageBox::AcceptRole);
  ASSERT_TRUE(until([&] { return run("wrong") == nullptr; }));
  EXPECT_FALSE(std::filesystem::exists(folder_of_run));
}

TEST_F(TrainingPanelTest, runs_wait_for_each_other_in_an_order_that_can_be_changed) {
  open_demo();
  start("a", 100'000);
  for (const char* name : {"b", "c", "d"}) start(name, 20);
  ASSERT_TRUE(until([this] { return state("d") == "Queued (3)"; }));
  EXPECT_FALSE(panel.isSettled()) << "its curves grow";
  EXPECT_EQ(panel.form()->startButton()->text(), "Add to the queue");
  EXPECT_EQ(state("b"), "Queued (1)");
  panel.showPage(TrainingPanel::Page::queue);
  QListWidget* waiting = nullptr;
  for (QListWidget* list : panel.findChildren<QListWidget*>())
    if (list->isVisible() && list->count() == 3) waiting = list;
  ASSERT_NE(waiting, nullptr);
  waiting->setCurrentRow(2);
  action("train.queue-up")->trigger();
  action("train.queue-up")->trigger();
  EXPECT_EQ(state("d"), "Queued (1)");
  EXPECT_EQ(waiting->item(0)->text(), "d");
  waiting->setCurrentRow(1);
  action("train.queue-remove")->trigger();
  EXPECT_EQ(state("b"), "Not started");
  EXPECT_EQ(state("c"), "Queued (2)");
  action("train.stop-early")->trigger();
  ASSERT_TRUE(until([&] { return state("c") == "Finished"; }));
  EXPECT_EQ(state("d"), "Finished");
  EXPECT_EQ(state("b"), "Not started");
  EXPECT_GE(run("c")->created, run("a")->created);
}

TEST_F(TrainingPanelTest, a_run_that_was_cancelled_can_be_resumed) {
  open_demo();
  start("broken", 100'000);
  ASSERT_TRUE(until([this] { return !panel.queue()->current().empty(); }));
  panel.queue()->job()->cancel();
  ASSERT_TRUE(until([&] { return state("broken") == "Stopped"; }));
  panel.selectRuns({"broken"});
  ASSERT_TRUE(action("train.resume-run")->isEnabled());
  action("train.resume-run")->trigger();
  EXPECT_TRUE(until([&] { return state("broken") == "Running"; }));
}

TEST_F(TrainingPanelTest, closing_the_project_stops_the_run_so_that_it_can_be_resumed) {
  open_demo();
  start("cut", 100'000);
  const std::filesystem::path folder_of_run = run("cut")->folder;
  session.closeProject();
  EXPECT_TRUE(panel.queue()->current().empty());
  EXPECT_TRUE(until([&] { return !session.jobs()->busy(); }));
  EXPECT_EQ(read_run(folder_of_run).state, RunState::interrupted);
  EXPECT_TRUE(says("Open a project"));
}

TEST_F(TrainingPanelTest, stopping_everything_says_that_nothing_waits_any_more) {
  open_demo();
  start("at_work", 100'000);
  start("next", 100'000);
  ASSERT_TRUE(until([&] { return state("next") == "Queued (1)"; }));
  session.jobs()->cancelAll();
  EXPECT_EQ(state("next"), "Not started");
  EXPECT_TRUE(until([&] { return !session.jobs()->busy(); }));
}

TEST_F(TrainingPanelTest, a_runs_options_come_back_into_the_form) {
  open_demo();
  TrainingOptions options = short_run("old");
  options.seed = 77;
  options.loss = LossKind::mean_squared_error;
  options.network.head.kind = HeadKind::regression;
  options.target.frame = TargetFrame::universal;
  options.data.datasets = {session.catalog()->datasets.back().name};
  finished_run(project(), options, 20);
  show_project();
  panel.selectRuns({"old"});
  action("train.load-options")->trigger();
  TrainingOptions back = panel.form()->options();
  EXPECT_TRUE(back.name.empty()) << "two runs cannot share a name";
  back.name = "old";
  EXPECT_EQ(back.to_json(), options.to_json());
}

TEST_F(TrainingPanelTest, the_projects_clips_are_followed_until_somebody_edits_them_or_loads_a_run) {
  open_demo();
  TrainingOptions old = short_run("old");
  old.data.clips.step = 5;
  finished_run(project(), old, 20);
  show_project();
  const auto set_project = [this](ClipOptions clips) {
    session.setClipOptions(clips);
    ASSERT_TRUE(settled());
  };
  const auto form = [this] { return panel.form()->options().data.clips; };
  ClipOptions clips = session.clipOptions();
  clips.group = SplitGroup::subject;
  set_project(clips);
  EXPECT_EQ(form().group, SplitGroup::subject);
  EXPECT_EQ(field<QComboBox>("Split by")->currentText(), "Subject");

  field<QSpinBox>("Clip length")->setValue(50);
  clips.length = 40;
  clips.step = 20;
  set_project(clips);
  EXPECT_EQ(form().length, 50);
  EXPECT_EQ(form().step, 20);
  session.undoStack()->undo();
  ASSERT_TRUE(settled());
  EXPECT_NE(form().step, 20) << "undo is followed as well";

  panel.selectRuns({"old"});
  action("train.load-options")->trigger();
  clips.step = 9;
  set_project(clips);
  EXPECT_EQ(form().step, 5) << "a run's clips are its own";
}

TEST_F(TrainingPanelTest, notes_are_written_in_place_and_kept) {
  open_demo();
  const std::filesystem::path folder_of_run = finished_run(project(), short_run("noted"), 20);
  show_project();
  auto* table = panel.findChild<QTableView*>(QStringLiteral("runs"));
  ASSERT_NE(table, nullptr);
  const QModelIndex cell = table->model()->index(0, RunsModel::notes_column);
  table->scrollTo(cell);
  table->setCurrentIndex(cell);
  table->edit(cell);
  auto* editor = table->findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  QTest::keyClicks(editor, "no sides");
  QTest::keyClick(editor, Qt::Key_Return);
  ASSERT_TRUE(until([&] { return read_run(folder_of_run).notes == "no sides"; }));
}

int room_of_text(const QComboBox& box) {
  QStyleOptionComboBox option;
  option.initFrom(&box);
  return box.style()
      ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box)
      .width();
}

TEST_F(TrainingPanelTest, the_form_names_each_field_once_and_cuts_no_choice) {
  panel.setStyleSheet(
      "QComboBox { border: 1px solid; padding: 3px 20px 3px 6px; }"
      "QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 20px; }");
  panel.resize(1180, 720);
  open_demo();
  panel.form()->setOpenSections({"data", "heat-map", "stages", "start", "optimisation", "machine"});
  QTest::qWait(50);
  QStringList names;
  for (const QLabel* label : panel.form()->findChildren<QLabel*>())
    if (label->isVisible() && label->buddy() != nullptr) names << label->text();
  EXPECT_GT(names.size(), 30);
  EXPECT_EQ(names.removeDuplicates(), 0);
  for (const auto* box : panel.form()->findChildren<ElidedComboBox*>()) {
    if (!box->isVisible()) continue;
    EXPECT_GE(room_of_text(*box), box->fontMetrics().horizontalAdvance(box->currentText()))
        << box->currentText().toStdString();
  }
  for (const auto* edit : panel.form()->findChildren<QLineEdit*>()) {
    if (!edit->isVisible()) continue;
    EXPECT_LE(edit->fontMetrics().horizontalAdvance(edit->placeholderText()), edit->width() - 8)
        << edit->placeholderText().toStdString();
  }
}

TEST_F(TrainingPanelTest, no_form_cuts_its_fields_off_or_its_notes_short) {
  open_demo();
  panel.form()->setOpenSections(
      {"data", "heat-map", "stages", "start", "optimisation", "augmentation", "validation", "machine"});
  auto* columns = qobject_cast<QSplitter*>(panel.form()->parentWidget());
  ASSERT_NE(columns, nullptr);
  Capitals longer_texts;
  for (const bool longer : {false, true}) {
    if (longer) qApp->installTranslator(&longer_texts);
    for (int width = 280; width < 420; width += 5) {
      columns->setSizes({width, 900 - width});
      QTest::qWait(20);
      const auto* scroll = panel.form()->findChild<QScrollArea*>();
      EXPECT_LE(scroll->widget()->width(), scroll->viewport()->width()) << longer << width;
      for (const auto* label : scroll->findChildren<QLabel*>()) {
        if (!label->isVisible() || !label->wordWrap()) continue;
        EXPECT_TRUE(until([&] { return label->height() >= label->heightForWidth(label->width()); }))
            << longer << " " << width << ": " << label->text().toStdString() << " has " << label->height()
            << " of " << label->heightForWidth(label->width()) << " px";
      }
    }
  }
}

TEST_F(TrainingPanelTest, the_form_says_before_the_start_what_has_no_video) {
  open_demo();
  const auto note_of = [this](const std::string& dataset) {
    for (const QLabel* label : panel.form()->findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains(QString::fromStdString(dataset) + ": "))
        return label->text();
    return QString();
  };
  const std::string lost = [this] {  // all its videos are away
    for (const DatasetVideos& videos : videos_by_dataset(*session.catalog(), project()))
      if (videos.listed > 0 && videos.absent == videos.listed) return videos.dataset;
    return std::string();
  }();
  ASSERT_FALSE(lost.empty());
  EXPECT_TRUE(note_of(lost).contains("not in their place")) << note_of(lost).toStdString();
  EXPECT_TRUE(panel.form()->startButton()->isEnabled()) << "another dataset has one";
  TrainingOptions options = short_run("");
  options.data.datasets = {lost};
  panel.form()->setOptions(options);
  EXPECT_FALSE(panel.form()->startButton()->isEnabled());
  EXPECT_TRUE(panel.form()->problem().contains("There is no video to learn from"));
  Q_EMIT panel.form()->startAsked();
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.runs()->rowCount(), 0) << "nothing is left behind";
}

TEST_F(TrainingPanelTest, a_start_that_fails_before_its_first_step_leaves_no_run_behind) {
  const auto fails = [](const std::filesystem::path&, const std::filesystem::path& run, TrainingControl&,
                        const TrainingObserver& observer, const JobContext&) -> EpochRecord {
    RunLog log(run / "log.jsonl");
    log.state(RunState::running);
    if (read_run(run).options.seed == 2) {
      log.write(scripted_step(1));
      observer.step(scripted_step(1));
    }
    log.state(RunState::failed, "the disk is full");
    throw Error("the disk is full");
  };
  ActionRegistry own_actions{&host};
  TrainingPanel failing({&session, &own_actions}, fails);
  open_demo();
  ASSERT_TRUE(until([&] { return failing.isSettled() && failing.form()->startButton()->isEnabled(); }));
  TrainingOptions options = short_run("");
  const auto run_it = [&](const char* name) {
    failing.form()->setOptions(options);
    failing.form()->setRunName(name);
    Q_EMIT failing.form()->startAsked();
  };
  run_it("unbegun");
  ASSERT_TRUE(until([&] { return failures.count() == 1 && failing.isSettled(); }));
  EXPECT_TRUE(failure().contains("the disk is full"));
  EXPECT_FALSE(std::filesystem::exists(project() / "runs" / "unbegun"));
  options.seed = 2;
  run_it("begun");
  ASSERT_TRUE(until([&] { return failures.count() == 2 && failing.isSettled(); }));
  EXPECT_TRUE(std::filesystem::exists(project() / "runs" / "begun")) << "it has learnt something";
}

TEST_F(TrainingPanelTest, a_run_through_clip_begins_with_the_activation_that_is_known_or_chosen) {
  open_demo();
  const std::filesystem::path weights = scratch / "clip" / "clip.safetensors";
  std::filesystem::create_directories(weights.parent_path());
  std::ofstream(weights) << "weights";
  TrainingOptions options = short_run("");
  options.network.encoder = EncoderKind::clip;
  options.network.temporal.residual = false;
  options.network.temporal.pool = 1;
  options.network.head.voxels = 14;
  options.clip_weights = weights;
  const auto run_it = [&](const char* name) {
    panel.form()->setOptions(options);
    panel.form()->setRunName(name);
    ASSERT_TRUE(panel.form()->problem().isEmpty()) << qPrintable(panel.form()->problem());
    Q_EMIT panel.form()->startAsked();
  };
  const auto activation_of = [&](const char* name) {
    return read_run(project() / "runs" / name).options.network.clip.activation;
  };
  run_it("unknown");
  ASSERT_TRUE(until([&] { return failures.count() == 1 && panel.isSettled(); }));
  EXPECT_TRUE(failure().contains("which activation CLIP was trained with")) << qPrintable(failure());
  EXPECT_FALSE(std::filesystem::exists(project() / "runs" / "unknown"));

  options.network.clip.activation = ClipActivation::quick_gelu;
  run_it("chosen");
  ASSERT_TRUE(until([&] { return run("chosen") != nullptr && panel.isSettled(); }));
  EXPECT_EQ(activation_of("chosen"), ClipActivation::quick_gelu);

  std::ofstream(weights.parent_path() / "open_clip_config.json") << R"({"model_cfg":{}})";
  run_it("contradicted");
  ASSERT_TRUE(until([&] { return failures.count() == 2 && panel.isSettled(); }));
  EXPECT_TRUE(failure().contains("QuickGELU according to what was asked for")) << qPrintable(failure());
  options.network.clip.activation = ClipActivation::unstated;
  run_it("known");
  ASSERT_TRUE(until([&] { return run("known") != nullptr && panel.isSettled(); }));
  EXPECT_EQ(activation_of("known"), ClipActivation::gelu);
}

TEST_F(TrainingPanelTest, deleting_a_run_asks) {
  open_demo();
  const std::filesystem::path folder_of_run = finished_run(project(), short_run("old"), 20);
  show_project();
  panel.selectRuns({"old"});
  action("train.delete")->trigger();
  EXPECT_TRUE(std::filesystem::exists(folder_of_run));
  answer("delete-run", QMessageBox::AcceptRole);
  EXPECT_TRUE(until([&] { return run("old") == nullptr; }));
  EXPECT_FALSE(std::filesystem::exists(folder_of_run));
}

TEST_F(TrainingPanelTest, options_are_checked_while_they_are_edited) {
  open_demo();
  ASSERT_TRUE(panel.form()->startButton()->isEnabled());
  auto* encoder = field<QComboBox>("Encoder");
  encoder->setCurrentIndex(1);
  EXPECT_FALSE(panel.form()->problem().isEmpty()) << "CLIP without its weights";
  EXPECT_FALSE(panel.form()->startButton()->isEnabled());
  EXPECT_FALSE(action("train.start")->isEnabled());
  encoder->setCurrentIndex(0);
  EXPECT_TRUE(panel.form()->problem().isEmpty());
  EXPECT_TRUE(says("trained from scratch"));
}

TEST_F(TrainingPanelTest, nothing_in_the_form_of_a_read_only_project_starts_a_run) {
  open_demo();
  finished_run(project(), short_run("old"), 20);
  session.closeProject();
  ASSERT_TRUE(settled());
  std::filesystem::rename(project() / "poses", scratch / "poses");
  std::filesystem::create_directory_symlink(scratch / "poses", project() / "poses");
  show_project();
  ASSERT_FALSE(session.whyReadOnly().isEmpty());
  const auto expect_off = [this](const char* after) {
    EXPECT_TRUE(panel.form()->problem().isEmpty());
    EXPECT_FALSE(panel.form()->startButton()->isEnabled()) << after;
    EXPECT_FALSE(action("train.start")->isEnabled()) << after;
  };
  panel.selectRuns({"old"});
  action("train.load-options")->trigger();
  expect_off("loading options");
  field<QComboBox>("Preset")->setCurrentIndex(1);
  field<QComboBox>("Preset")->setCurrentIndex(0);
  expect_off("a preset");
  field<QLineEdit>("Seed")->setText("5");
  expect_off("an edit");
  QEvent other_language(QEvent::LanguageChange);
  QCoreApplication::sendEvent(panel.form(), &other_language);
  expect_off("another language");
  Q_EMIT panel.form()->startAsked();
  ASSERT_TRUE(settled());
  EXPECT_EQ(panel.runs()->rowCount(), 1);
}

TEST_F(TrainingPanelTest, the_regression_has_no_heat_map_to_choose) {
  open_demo();
  auto* volumes = field<QComboBox>("Volumes");
  EXPECT_TRUE(volumes->isEnabled());
  field<QComboBox>("Loss")->setCurrentIndex(1);
  EXPECT_FALSE(volumes->isEnabled());
  EXPECT_EQ(panel.form()->options().network.head.kind, HeadKind::regression);
  EXPECT_TRUE(panel.form()->problem().isEmpty());
}

TEST_F(TrainingPanelTest, a_preset_brings_its_size_and_leaves_the_data) {
  open_demo();
  TrainingOptions options;
  options.seed = 4;
  panel.form()->setOptions(options);
  field<QComboBox>("Preset")->setCurrentIndex(1);
  EXPECT_EQ(panel.form()->options().network.to_json(), NetworkOptions::base().to_json());
  EXPECT_EQ(panel.form()->options().seed, 4U);
  EXPECT_EQ(panel.form()->options().stages, StageKind::end_to_end);
  field<QComboBox>("Preset")->setCurrentIndex(0);
  EXPECT_EQ(panel.form()->options().network.to_json(), NetworkOptions::tiny().to_json());
}

TEST_F(TrainingPanelTest, remembers_its_view) {
  open_demo();
  panel.form()->setOpenSections({"machine"});
  action("train.logarithmic")->setChecked(true);
  action("train.show-form")->setChecked(false);
  const QJsonObject state = panel.viewState();
  panel.form()->setOpenSections({});
  action("train.logarithmic")->setChecked(false);
  action("train.show-form")->setChecked(true);
  panel.setViewState(state);
  EXPECT_TRUE(panel.form()->openSections().contains("machine"));
  EXPECT_TRUE(action("train.logarithmic")->isChecked());
  EXPECT_FALSE(panel.form()->isVisible());
  panel.setViewState({{"form", "nonsense"}, {"page", -7}});
  EXPECT_TRUE(panel.form()->isVisible());
}

TEST_F(TrainingPanelTest, changes_its_language_while_it_runs) {
  open_demo();
  finished_run(project(), short_run("one"), 20);
  show_project();
  Capitals capitals;
  QCoreApplication::installTranslator(&capitals);
  actions.retranslate();
  QCoreApplication::processEvents();
  for (const QLabel* label : panel.form()->findChildren<QLabel*>()) {
    const QString words = label->text().remove("Human3.6M");  // a dataset's name is its own
    EXPECT_EQ(words, words.toUpper()) << words.toStdString();
  }
  EXPECT_EQ(panel.form()->startButton()->text(), "START TRAINING");
  EXPECT_EQ(panel.runs()->headerData(0, Qt::Horizontal).toString(), "RUN");
  EXPECT_EQ(state("one"), "FINISHED");
  EXPECT_EQ(panel.curves()->lossPlot()->yAxis->label(), "LOSS");
  EXPECT_TRUE(action("train.start")->text().contains("START"));
  QCoreApplication::removeTranslator(&capitals);
  QCoreApplication::processEvents();
  EXPECT_EQ(panel.form()->startButton()->text(), "Start training");
}

TEST_F(TrainingPanelTest, a_model_is_offered_once_a_run_has_one) {
  open_demo();
  const std::filesystem::path folder_of_run = finished_run(project(), short_run("ready"), 20);
  show_project();
  panel.selectRuns({"ready"});
  EXPECT_FALSE(action("train.use-model")->isEnabled());
  std::ofstream(folder_of_run / "best.safetensors") << "model";
  show_project();
  panel.selectRuns({"ready"});
  ASSERT_TRUE(action("train.use-model")->isEnabled());
  QSignalSpy chosen(&panel, &Panel::handedOver);
  action("train.use-model")->trigger();
  ASSERT_EQ(chosen.count(), 1);
  EXPECT_TRUE(chosen.first().at(1).toString().endsWith("ready/best.safetensors"));
}

}  // namespace
}  // namespace solopose::testing
