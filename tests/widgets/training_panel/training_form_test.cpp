#include "widgets/training_panel/training_form.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <gtest/gtest.h>

#include "tests/support/random_options.h"
#include "tests/support/words_height.h"
#include "tests/widgets/dataset_tree/sample_project.h"
#include "widgets/shared/file_field.h"
#include "widgets/shared/wrapped_label.h"
#include "widgets/training_panel/config_comparison.h"

namespace solopose::testing {
namespace {

/// Random options that a run could be started with, as far as the form goes with its rules.
TrainingOptions random_run(RandomOptions& random) {
  auto options = random.drawn<TrainingOptions>();
  options.name.clear();  // a run's name is its own
  options.network.head.kind =
      options.loss == LossKind::cross_entropy ? HeadKind::heat_map : HeadKind::regression;
  if (options.target.frame == TargetFrame::universal) options.augmentation.rotate_deg = 0;
  return options;
}

template <typename Widget>
Widget* field(const TrainingForm& form, const QString& label) {
  for (const QLabel* each : form.findChildren<QLabel*>()) {
    if (each->text() == label) return qobject_cast<Widget*>(each->buddy());
  }
  return nullptr;
}

Catalog datasets(const std::vector<std::string>& names) {
  Catalog catalog;
  for (const std::string& name : names) catalog.datasets.emplace_back().name = name;
  return catalog;
}

TEST(TrainingForm, gives_back_random_legal_options_as_they_were) {
  TrainingForm form;
  form.setCatalog(datasets({"Dancers", "Studio"}));
  RandomOptions random(3);
  for (int i = 0; i < 100; ++i) {
    const TrainingOptions options = random_run(random);
    form.setOptions(options);
    EXPECT_EQ(form.options().to_json(), options.to_json());
  }
}

TEST(TrainingForm, keeps_64_bits_small_numbers_and_long_clips) {
  TrainingForm form;
  TrainingOptions options;
  options.seed = 5'000'000'000;
  options.weight_decay = 2e-5;
  options.data.clips.length = 2000;
  form.setOptions(options);
  EXPECT_EQ(form.options().to_json(), options.to_json());
  EXPECT_EQ(field<QLineEdit>(form, "Seed")->text(), "5000000000");
  EXPECT_EQ(field<QSpinBox>(form, "Clip length")->value(), 2000);
}

/// Of which people reject so many frames each.
Catalog rejected_in(const std::vector<std::pair<std::string, std::int64_t>>& datasets) {
  Catalog catalog;
  for (const auto& [name, frames] : datasets) {
    DatasetRecord& dataset = catalog.datasets.emplace_back();
    dataset.id = std::ssize(catalog.datasets);
    dataset.name = name;
    SequenceRecord& sequence = catalog.sequences.emplace_back();
    sequence.id = sequence.dataset = dataset.id;
    sequence.frames = 1000;
    if (frames > 0) sequence.rejected = {{0, frames - 1}};
  }
  return catalog;
}

/// How much room there is around a widget in its form, above it and below.
int room_around(const QWidget* widget) {
  const QRect here = widget->geometry();
  int above = 0;
  int below = widget->parentWidget()->height();
  for (const QObject* each : widget->parentWidget()->children()) {
    const auto* other = qobject_cast<const QWidget*>(each);
    if (other == nullptr || other == widget || !other->isVisible()) continue;
    if (other->geometry().bottom() < here.top()) above = std::max(above, other->geometry().bottom() + 1);
    if (other->geometry().top() > here.bottom()) below = std::min(below, other->geometry().top());
  }
  return std::max(here.top() - above, below - here.bottom() - 1);
}

TEST(TrainingForm, notes_are_as_high_as_their_words_at_every_width_and_in_every_language) {
  TrainingForm form;
  form.setCatalog(rejected_in({{"Dancers", 30}, {"Studio", 7}}));
  DatasetVideos away;
  away.dataset = "Dancers";
  away.listed = away.absent = 42;
  DatasetVideos other = away;
  other.dataset = "Studio";
  QAction relink;
  form.setRelinkAction(&relink);
  form.setVideos(std::vector<DatasetVideos>{away, other});
  form.setOpenSections({"data", "network"});
  form.show();
  const auto expect_fitting = [&] {
    for (const int width : {700, 290, 460, 250, 700}) {
      form.resize(width, 900);
      QTest::qWait(50);
      int seen = 0;
      for (const WrappedLabel* note : form.findChildren<WrappedLabel*>()) {
        if (!note->isVisible()) continue;
        ++seen;
        EXPECT_EQ(note->height(), words_height(*note)) << width << qPrintable(note->text());
        EXPECT_LE(room_around(note), 10) << width << qPrintable(note->text());
      }
      EXPECT_GT(seen, 2);
    }
  };
  expect_fitting();
  {
    const OtherLanguage language;
    expect_fitting();
  }
  // What comes later, and while nobody sees the form.
  for (const bool hidden : {false, true}) {
    TrainingForm late;
    late.setRelinkAction(&relink);
    late.resize(290, 500);
    late.show();
    QTest::qWait(50);
    if (hidden) late.hide();
    late.setCatalog(rejected_in({{"Dancers", 30}, {"Studio", 7}}));
    late.setVideos(std::vector<DatasetVideos>{away, other});
    QTest::qWait(50);
    late.show();
    QTest::qWait(50);
    for (const WrappedLabel* note : late.findChildren<WrappedLabel*>())
      if (note->isVisible()) {
        EXPECT_LE(room_around(note), 10) << hidden << qPrintable(note->text());
      }
  }
}

TEST(TrainingForm, says_how_many_rejected_frames_of_the_chosen_datasets_stay_out) {
  TrainingForm form;
  const auto note = [&](const QString& end) -> const QLabel* {
    for (const QLabel* label : form.findChildren<QLabel*>())
      if (!label->isHidden() && label->text().endsWith(end)) return label;
    return nullptr;
  };
  form.setCatalog(rejected_in({{"Dancers", 30}, {"Studio", 7}, {"Walk", 0}}));
  ASSERT_TRUE(note("stay out"));
  EXPECT_TRUE(note("stay out")->text().startsWith("37 "));
  TrainingOptions options;
  options.data.datasets = {"Studio", "Walk"};
  form.setOptions(options);
  EXPECT_TRUE(note("stay out")->text().startsWith("7 "));
  field<QCheckBox>(form, "With rejected frames")->click();
  EXPECT_FALSE(note("stay out"));
  EXPECT_TRUE(note("learnt from, too")->text().startsWith("7 "));
  options.data.datasets = {"Walk"};
  form.setOptions(options);
  EXPECT_FALSE(note("stay out"));
}

TEST(TrainingForm, an_edit_changes_nothing_else) {
  TrainingForm form;
  RandomOptions random(4);
  TrainingOptions options = random_run(random);
  form.setOptions(options);
  field<QLineEdit>(form, "Seed")->setText("12345678901234567890");
  options.seed = 12345678901234567890U;
  EXPECT_EQ(form.options().to_json(), options.to_json());
}

TEST(TrainingForm, datasets_of_another_project_stay_until_somebody_chooses) {
  TrainingForm form;
  TrainingOptions options;
  options.data.datasets = {"Elsewhere"};
  form.setOptions(options);
  form.setCatalog(datasets({"Dancers", "Studio"}));
  EXPECT_EQ(form.options().data.datasets, options.data.datasets);
  EXPECT_FALSE(form.problem().isEmpty()) << "none of this project's is chosen";
}

void tick(TrainingForm& form, const QString& name, bool on) {
  auto* list = field<QListWidget>(form, "Datasets");
  list->findItems(name, Qt::MatchExactly).front()->setCheckState(on ? Qt::Checked : Qt::Unchecked);
}

TEST(TrainingForm, a_new_or_renamed_dataset_joins_no_choice_that_leaves_one_out) {
  TrainingForm form;
  form.setCatalog(datasets({"A", "B"}));
  tick(form, "B", false);
  form.setCatalog(datasets({"A", "B", "C"}));
  EXPECT_EQ(form.options().data.datasets, std::vector<std::string>{"A"});
  form.setCatalog(datasets({"A", "B again", "C"}));
  EXPECT_EQ(form.options().data.datasets, std::vector<std::string>{"A"});
}

TEST(TrainingForm, a_new_dataset_joins_when_all_are_chosen) {
  TrainingForm form;
  form.setCatalog(datasets({"A", "B"}));
  tick(form, "B", false);
  tick(form, "B", true);
  form.setCatalog(datasets({"A", "B", "C"}));
  EXPECT_TRUE(form.options().data.datasets.empty()) << "that is: all";
}

TEST(TrainingForm, what_one_choice_forbids_is_there_again_when_that_is_taken_back) {
  TrainingForm form;
  TrainingOptions options;
  options.augmentation.rotate_deg = 15;
  form.setOptions(options);
  auto* frame = field<QComboBox>(form, "Frame");
  frame->setCurrentIndex(1);
  EXPECT_EQ(form.options().augmentation.rotate_deg, 0);
  field<QComboBox>(form, "Preset")->setCurrentIndex(1);
  form.setRunName("turned");
  EXPECT_EQ(form.options().augmentation.rotate_deg, 0);
  frame->setCurrentIndex(0);
  EXPECT_EQ(form.options().augmentation.rotate_deg, 15);
}

TEST(TrainingForm, a_preset_is_taken_with_everything_that_presets_differ_in) {
  TrainingForm form;
  for (const int index : {1, 0}) {
    field<QComboBox>(form, "Preset")->setCurrentIndex(index);
    EXPECT_EQ(form.options().to_json(),
              TrainingOptions::presets()[static_cast<std::size_t>(index)].make().to_json());
  }
}

TEST(TrainingForm, a_preset_keeps_the_loss_and_gives_it_its_head) {
  TrainingForm form;
  field<QComboBox>(form, "Loss")->setCurrentIndex(1);
  field<QComboBox>(form, "Preset")->setCurrentIndex(1);
  EXPECT_EQ(form.options().network.head.kind, HeadKind::regression);
  EXPECT_EQ(form.options().loss, LossKind::mean_squared_error);
}

TEST(TrainingForm, a_file_of_weights_is_chosen_in_a_dialog_that_nobody_waits_in) {
  TrainingForm form;
  auto* weights = field<FileField>(form, "Weights");
  ASSERT_NE(weights, nullptr);
  field<QComboBox>(form, "Encoder")->setCurrentIndex(1);
  weights->findChild<QPushButton*>()->click();
  auto* dialog = weights->findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  Q_EMIT dialog->fileSelected("/some/clip.pt");
  dialog->close();
  EXPECT_EQ(form.options().clip_weights, "/some/clip.pt");
}

TEST(TrainingForm, clips_activation_is_its_publishers_until_somebody_chooses_and_stays_with_the_weights) {
  TrainingForm form;
  auto* activation = field<QComboBox>(form, "Activation");
  ASSERT_NE(activation, nullptr);
  EXPECT_FALSE(activation->isEnabled()) << "the small encoder has none";
  field<QComboBox>(form, "Encoder")->setCurrentIndex(1);
  EXPECT_TRUE(activation->isEnabled());
  EXPECT_EQ(activation->currentText(), "As their publisher says");
  EXPECT_EQ(form.options().network.clip.activation, ClipActivation::unstated);
  activation->setCurrentIndex(activation->findText("GELU"));
  EXPECT_EQ(form.options().network.clip.activation, ClipActivation::gelu);
  field<QComboBox>(form, "Preset")->setCurrentIndex(1);
  EXPECT_EQ(form.options().network.clip.activation, ClipActivation::gelu);
  activation->setCurrentIndex(activation->findText("QuickGELU"));
  EXPECT_EQ(form.options().network.clip.activation, ClipActivation::quick_gelu);
}

TEST(TrainingForm, has_words_for_every_option_that_runs_can_differ_in) {
  const TrainingForm form;
  for (const ConfigRow& row : compare_configs({TrainingOptions::preset("base")})) {
    const QString words = form.optionText(row.key);
    EXPECT_NE(words.toStdString(), row.key);
    EXPECT_FALSE(words.contains('_')) << words.toStdString();
  }
  EXPECT_EQ(form.optionText("network.head.kind"), "Head: answers with");
  EXPECT_EQ(form.valueText("network.head.kind", "regression"), "Coordinates");
  EXPECT_EQ(form.valueText("network.temporal.residual", "true"), "On");
}

}  // namespace
}  // namespace solopose::testing
