#include "tests/widgets/training_panel/training_panel_fixture.h"
#include "widgets/shared/sequence_name_delegate.h"

namespace solopose::testing {
namespace {

TEST_F(TrainingPanelTest, several_runs_lie_over_each_other_and_only_differences_are_listed) {
  open_demo();
  TrainingOptions other = short_run("two");
  other.seed = 5;
  finished_run(project(), short_run("one"), 40);
  finished_run(project(), other, 60);
  show_project();
  panel.selectRuns({"one", "two"});
  EXPECT_EQ(panel.curves()->lossPlot()->graphCount(), 4);
  EXPECT_NE(panel.curves()->lossPlot()->graph(1)->pen().color(),
            panel.curves()->lossPlot()->graph(3)->pen().color());
  panel.showPage(TrainingPanel::Page::options);
  QTableWidget* table = table_with("Option");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rowCount(), 1);
  EXPECT_EQ(table->item(0, 0)->text(), "Machine: Seed");
  EXPECT_EQ(table->item(0, 0)->toolTip(), "seed") << "as the configuration file calls it";
  EXPECT_TRUE(says("1 option"));
  panel.findChild<QCheckBox*>(QStringLiteral("all-options"))->click();
  EXPECT_GT(table->rowCount(), 30);
}

TEST_F(TrainingPanelTest, options_are_compared_in_the_words_of_the_form) {
  open_demo();
  TrainingOptions other = short_run("two");
  other.loss = LossKind::mean_squared_error;
  other.network.head.kind = HeadKind::regression;
  other.target.frame = TargetFrame::universal;
  finished_run(project(), short_run("one"), 40);
  finished_run(project(), other, 40);
  show_project();
  panel.selectRuns({"one", "two"});
  panel.showPage(TrainingPanel::Page::options);
  const QTableWidget* table = table_with("Option");
  ASSERT_NE(table, nullptr);
  const int ours = table->horizontalHeaderItem(1)->text() == "two" ? 1 : 2;
  std::map<QString, QString> values;
  for (int row = 0; row < table->rowCount(); ++row)
    values[table->item(row, 0)->text()] = table->item(row, ours)->text();
  EXPECT_EQ(values["Loss"], "Regression, MSE");
  EXPECT_EQ(values["Frame"], "Universal");
  EXPECT_EQ(values["Head: answers with"], "Coordinates") << "no field of the form shows it";
}

TEST_F(TrainingPanelTest, what_is_below_stays_in_its_place_whatever_runs_are_chosen) {
  open_demo();
  finished_run(project(), short_run("one"), 40);
  finished_run(project(), short_run("two"), 40);
  finished_run(project(), short_run("begun"), 2);
  show_project();
  panel.selectRuns({"one"});
  const auto place = [this](const QWidget* widget) {
    QTest::qWait(50);
    return QRect(widget->mapTo(&panel, QPoint()), widget->size());
  };
  const auto* table = panel.findChild<QTableView*>(QStringLiteral("runs"));
  const QRect curves = place(panel.curves());
  const QRect runs = place(table);
  panel.selectRuns({"begun"});
  EXPECT_EQ(place(panel.curves()), curves) << "its figures are shorter";
  panel.selectRuns({"one", "two"});
  EXPECT_TRUE(says("2 run"));
  EXPECT_EQ(place(panel.curves()), curves);
  EXPECT_EQ(place(table), runs);
}

TEST_F(TrainingPanelTest, a_curve_is_shown_with_its_beginning_until_somebody_leaves_it_out) {
  open_demo();
  finished_run(project(), short_run("one"), 40);
  show_project();
  panel.selectRuns({"one"});
  const QCPRange shown = panel.curves()->lossPlot()->yAxis->range();
  const double first = panel.curves()->lossPlot()->graph(0)->data()->at(0)->value;
  EXPECT_TRUE(shown.contains(first));
  EXPECT_FALSE(says("lie outside"));
  action("train.without-outliers")->trigger();
  EXPECT_FALSE(panel.curves()->lossPlot()->yAxis->range().contains(first));
  EXPECT_TRUE(action("train.without-outliers")->toolTip().contains("lie outside"));
  EXPECT_TRUE(says("value(s) lie outside: Without outliers is on"));
}

TEST_F(TrainingPanelTest, an_empty_plot_has_no_numbers) {
  open_demo();
  for (const QCPAxis* axis : {panel.curves()->lossPlot()->xAxis, panel.curves()->lossPlot()->yAxis})
    EXPECT_FALSE(axis->tickLabels());
  finished_run(project(), short_run("one"), 40);
  show_project();
  panel.selectRuns({"one"});
  for (const QCPAxis* axis : {panel.curves()->lossPlot()->xAxis, panel.curves()->lossPlot()->yAxis})
    EXPECT_TRUE(axis->tickLabels());
}

TEST_F(TrainingPanelTest, worst_clips_are_named_by_what_differs) {
  const SequenceRecord wanted = show_worst_clip();
  const QTableWidget* table = table_with("Sequence");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rowCount(), 1);
  EXPECT_EQ(table->item(0, 0)->text(), SequenceNames(*session.catalog()).brief(wanted.name));
  EXPECT_NE(table->item(0, 0)->text(), QString::fromStdString(wanted.name));
  EXPECT_EQ(table->item(0, 0)->toolTip(), QString::fromStdString(wanted.name));
  EXPECT_NE(qobject_cast<SequenceNameDelegate*>(table->itemDelegateForColumn(0)), nullptr)
      << "shortened as everywhere";
  for (const int width : {600, 900}) {
    panel.resize(width, 640);
    QTest::qWait(20);
    EXPECT_GE(table->columnWidth(0), 190) << width;
  }
}

TEST_F(TrainingPanelTest, a_worst_clip_is_opened_at_the_cursor) {
  const SequenceRecord wanted = show_worst_clip();
  QTableWidget* table = table_with("Sequence");
  ASSERT_NE(table, nullptr);
  ASSERT_EQ(table->rowCount(), 1);
  const QPoint at = table->visualItemRect(table->item(0, 0)).center();
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
  QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, at);
  EXPECT_EQ(session.catalog()->sequence(session.cursor()->sequence())->name, wanted.name);
  EXPECT_EQ(session.cursor()->frame(), 12);
}

TEST_F(TrainingPanelTest, legends_name_the_runs_below_the_plots) {
  open_demo();
  finished_run(project(), short_run("2026-11-29-tiny-first"), 20);
  finished_run(project(), short_run("2026-11-29-tiny-second"), 20);
  show_project();
  panel.selectRuns({"2026-11-29-tiny-first", "2026-11-29-tiny-second"});
  QCoreApplication::processEvents();
  const auto* legend = panel.curves()->findChild<RunLegend*>();
  ASSERT_NE(legend, nullptr);
  QStringList names;
  for (const ElidedLabel* name : legend->findChildren<ElidedLabel*>()) names << name->fullText();
  EXPECT_TRUE(names.contains("2026-11-29-tiny-first")) << names.join(' ').toStdString();
  EXPECT_TRUE(names.contains("2026-11-29-tiny-second"));
  for (QCustomPlot* plot : {panel.curves()->lossPlot(), panel.curves()->mpjpePlot()}) {
    plot->replot();
    EXPECT_GE(plot->legend->outerRect().top(), plot->axisRect()->rect().bottom());
    EXPECT_LE(plot->legend->outerRect().bottom(), plot->height());
  }
  EXPECT_GE(legend->mapTo(panel.curves(), QPoint(0, 0)).y(), panel.curves()->lossPlot()->geometry().bottom());
}

TEST_F(TrainingPanelTest, how_far_off_answers_are_by_confidence_is_drawn_where_the_model_knows_it) {
  open_demo();
  const std::filesystem::path run = finished_run(project(), short_run("knowing"), 20);
  std::filesystem::copy_file(demo_model_file().value(), run / "best.safetensors");
  show_project();
  panel.selectRuns({"knowing"});
  EXPECT_FALSE(panel.curves()->knowsReliability()) << "an older model";
  ModelDescription model = read_model_description(run / "best.safetensors");
  model.reliability = straight_reliability();
  write_model_description(run / "best.safetensors", model);
  show_project();
  panel.selectRuns({"knowing"});
  ASSERT_TRUE(until([&] { return panel.curves()->knowsReliability(); }));
  EXPECT_EQ(points(panel.curves()->reliabilityPlot(), 0), 20);
  EXPECT_NEAR(panel.curves()->reliabilityPlot()->graph(0)->data()->at(0)->value, 120, 1e-3);
  EXPECT_NEAR(panel.curves()->reliabilityPlot()->graph(1)->data()->at(19)->value, 40, 1e-3);
}

TEST_F(TrainingPanelTest, losses_of_unlike_kinds_share_an_axis_only_as_shares_of_their_start_which_is_said) {
  open_demo();
  TrainingOptions regression = short_run("coordinates");
  regression.loss = LossKind::mean_squared_error;
  regression.network.head.kind = HeadKind::regression;
  finished_run(project(), short_run("volumes"), 20);
  finished_run(project(), short_run("again"), 20);
  finished_run(project(), regression, 20);
  show_project();
  const QCustomPlot* plot = panel.curves()->lossPlot();
  const auto first = [&](int graph) { return plot->graph(graph)->data()->at(0)->value; };
  panel.selectRuns({"volumes", "again"});
  EXPECT_EQ(plot->yAxis->label(), "Loss");
  EXPECT_NEAR(first(0), scripted_step(1).loss, 1e-9);
  EXPECT_FALSE(says("compare by MPJPE"));
  panel.selectRuns({"volumes", "coordinates"});
  EXPECT_EQ(plot->yAxis->label(), "Loss, start = 1");
  EXPECT_NEAR(first(0), 1, 1e-9);
  EXPECT_NEAR(first(2), 1, 1e-9);
  EXPECT_NEAR(first(1), scripted_epoch(10).validation_loss / scripted_step(1).loss, 1e-9);
  EXPECT_TRUE(says("Unlike losses"));
  EXPECT_NEAR(panel.curves()->mpjpePlot()->graph(0)->data()->at(0)->value, scripted_epoch(10).mpjpe_mm, 1e-9);
  panel.selectRuns({"coordinates"});
  EXPECT_EQ(plot->yAxis->label(), "Loss");
}

TEST_F(TrainingPanelTest, tabs_of_the_curves_are_the_same_whatever_the_chosen_runs_know) {
  open_demo();
  const std::filesystem::path run = finished_run(project(), short_run("knowing"), 20);
  std::filesystem::copy_file(demo_model_file().value(), run / "best.safetensors");
  ModelDescription model = read_model_description(run / "best.safetensors");
  model.reliability = straight_reliability();
  write_model_description(run / "best.safetensors", model);
  finished_run(project(), short_run("older"), 20);
  show_project();
  for (const int width : {700, 900, 1100}) {
    panel.resize(width, 520);
    QTest::qWait(100);
    const auto look = [&](const char* name) {
      panel.selectRuns({name});
      QTest::qWait(30);
      const auto* tabs = panel.curves()->findChild<QTabBar*>();
      QStringList seen;
      for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i)
        if (tabs->isTabVisible(i)) seen << tabs->tabText(i);
      for (const QCustomPlot* plot : panel.curves()->findChildren<QCustomPlot*>())
        seen << (plot->isVisible() ? QString::number(plot->x()) + "+" + QString::number(plot->width()) : "-");
      return seen.join(' ').toStdString();
    };
    const std::string with = look("knowing");
    EXPECT_TRUE(panel.curves()->knowsReliability());
    EXPECT_EQ(look("older"), with) << width;
    EXPECT_FALSE(panel.curves()->knowsReliability());
  }
}

TEST_F(TrainingPanelTest, of_several_runs_it_says_which_is_best_and_that_worst_clips_are_one_runs) {
  open_demo();
  finished_run(project(), short_run("short"), 20);
  finished_run(project(), short_run("long"), 40);
  finished_run(project(), short_run("begun"), 2);
  show_project();
  panel.showPage(TrainingPanel::Page::worst_clips);
  const auto* worst = panel.findChild<WorstClipsTable*>();
  panel.selectRuns({"short", "begun", "long"});
  EXPECT_TRUE(says("Best MPJPE: long: 200.0 mm (mean pose 259.0)"));
  EXPECT_TRUE(says("short: 250.0 mm (mean pose 259.0) · begun is not measured yet"));
  EXPECT_TRUE(worst->whyEmpty().contains("choose one run")) << qPrintable(worst->whyEmpty());
  panel.selectRuns({"begun"});
  EXPECT_FALSE(says("Best MPJPE: "));
  EXPECT_TRUE(worst->whyEmpty().contains("has been measured yet")) << qPrintable(worst->whyEmpty());
}

}  // namespace
}  // namespace solopose::testing
