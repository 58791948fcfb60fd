#include "widgets/options/option_fields.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <gtest/gtest.h>

#include "core/runs/options.h"
#include "tests/support/random_options.h"
#include "widgets/options/number_box.h"

namespace solopose::testing {
namespace {

/// A field for every option that has an editor.
class OptionFieldsTest : public ::testing::Test {
 public:
  OptionFieldsTest() : fields(OptionFields::of<TrainingOptions>("test", &form)) {
    TrainingOptions plain;
    for_each_option(described(plain), [this](const std::string& path, const OptionField& field) {
      const bool listed = std::holds_alternative<TextsField>(field) ||
                          std::holds_alternative<WholesField>(field) ||
                          std::holds_alternative<PathField>(field);
      if (listed) return;
      paths.push_back(path);
    });
    for (const std::string& path : paths)
      fields->add(
          {.path = path.c_str(), .shown = path.find("share") == path.npos ? Shown::plain : Shown::percent});
    fields->show(plain);
  }

  template <typename Widget>
  Widget* widget(const char* path) const {
    return dynamic_cast<Widget*>(fields->row(path)->editor->widget());
  }

  QWidget form;
  std::vector<std::string> paths;
  OptionFields* fields;
};

TEST_F(OptionFieldsTest, what_nobody_touched_comes_back_as_it_was) {
  RandomOptions random(7);
  QSignalSpy edited(fields, &OptionFields::edited);
  for (int i = 0; i < 100; ++i) {
    const auto options = random.drawn<TrainingOptions>();
    fields->show(options);
    TrainingOptions back = options;
    fields->store(back);
    EXPECT_EQ(back.to_json(), options.to_json());
  }
  EXPECT_EQ(edited.count(), 0);
}

TEST_F(OptionFieldsTest, an_edit_changes_its_own_field_only) {
  RandomOptions random(8);
  for (int i = 0; i < 20; ++i) {
    auto options = random.drawn<TrainingOptions>();
    fields->show(options);
    widget<QLineEdit>("seed")->setText("18446744073709551615");
    widget<NumberBox>("weight_decay")->setValue(2e-5);
    widget<NumberBox>("data.clips.train_share")->setValue(62.5);
    widget<QSpinBox>("epoch_steps")->setValue(options.epoch_steps == 7 ? 8 : 7);
    TrainingOptions back = options;
    fields->store(back);
    options.seed = 18446744073709551615U;
    options.weight_decay = 2e-5;
    options.data.clips.train_share = 0.625;
    options.epoch_steps = options.epoch_steps == 7 ? 8 : 7;
    EXPECT_EQ(back.to_json(), options.to_json());
  }
}

TEST_F(OptionFieldsTest, editors_have_the_descriptions_range_and_unit) {
  const auto* clips = widget<QSpinBox>("data.clips.length");
  EXPECT_EQ(clips->minimum(), 1);
  EXPECT_EQ(clips->maximum(), 100'000);
  const auto* extent = widget<NumberBox>("target.extent_mm");
  EXPECT_EQ(extent->minimum(), 500);
  EXPECT_EQ(extent->maximum(), 10'000);
  EXPECT_EQ(extent->suffix(), " mm");
  EXPECT_EQ(widget<QComboBox>("data.clips.group")->count(), 4);
}

TEST_F(OptionFieldsTest, showing_what_is_shown_disturbs_nobody_who_types) {
  form.show();
  form.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&form));
  const TrainingOptions plain;
  auto* decay = widget<NumberBox>("weight_decay");
  decay->setKeyboardTracking(false);
  decay->setFocus();
  decay->selectAll();
  QTest::keyClicks(decay, "0.0");
  auto* name = widget<QLineEdit>("name");
  name->setText("run");
  name->setCursorPosition(1);
  TrainingOptions named = plain;
  named.name = "run";
  fields->show(named);
  EXPECT_EQ(decay->cleanText(), "0.0");
  EXPECT_EQ(name->cursorPosition(), 1);
}

TEST_F(OptionFieldsTest, a_whole_number_of_64_bits_takes_no_digit_too_many) {
  auto* seed = widget<QLineEdit>("seed");
  seed->selectAll();
  QTest::keyClicks(seed, "18446744073709551616");
  EXPECT_EQ(seed->text(), "1844674407370955161");
  seed->clear();
  TrainingOptions options;
  options.seed = 5;
  fields->store(options);
  EXPECT_EQ(options.seed, 5U) << "an empty field says nothing";
}

}  // namespace
}  // namespace solopose::testing
