#include "app/gui/wheel_rule.h"

#include <gtest/gtest.h>
#include <QApplication>
#include <QComboBox>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace solopose::testing {
namespace {

/// Whether it took it; what it leaves goes on to what stands around it.
bool takes_wheel(QWidget* over) {
  const QPointF place = over->rect().center();
  QWheelEvent event(place, over->mapToGlobal(place), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(over, &event);
  return event.isAccepted();
}

/// A form higher than its window.
class WheelRuleTest : public ::testing::Test {
 protected:
  void SetUp() override {
    qApp->installEventFilter(&rule);
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    choice->addItems({"one", "two", "three"});
    number->setRange(0, 100);
    number->setValue(50);
    slider->setValue(50);
    for (QWidget* each : std::initializer_list<QWidget*>{choice, number, slider}) column->addWidget(each);
    column->addSpacing(2000);
    area.setWidget(form);
    area.resize(300, 200);
    area.show();
    area.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&area));
    area.setFocus();
  }

  WheelRule rule;
  QScrollArea area;
  QComboBox* choice = new QComboBox;
  QSpinBox* number = new QSpinBox;
  QSlider* slider = new QSlider(Qt::Horizontal);
};

TEST_F(WheelRuleTest, what_one_scrolls_past_keeps_its_value_and_leaves_the_wheel_to_the_form) {
  for (QWidget* each : std::initializer_list<QWidget*>{choice, number, slider})
    EXPECT_FALSE(takes_wheel(each)) << each->metaObject()->className();
  EXPECT_EQ(choice->currentIndex(), 0);
  EXPECT_EQ(number->value(), 50);
  EXPECT_EQ(slider->value(), 50);
}

TEST_F(WheelRuleTest, what_has_the_keyboard_takes_the_wheel) {
  number->setFocus();
  EXPECT_TRUE(takes_wheel(number));
  EXPECT_EQ(number->value(), 49);
}

TEST_F(WheelRuleTest, outside_of_such_a_form_nothing_is_changed) {
  QSpinBox alone;
  alone.setValue(5);
  alone.show();
  EXPECT_TRUE(takes_wheel(&alone));
  EXPECT_EQ(alone.value(), 4);
}

}  // namespace
}  // namespace solopose::testing
