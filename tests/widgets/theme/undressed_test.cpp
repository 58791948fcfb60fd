#include "widgets/theme/undressed.h"

#include <gtest/gtest.h>
#include <QApplication>
#include <QEvent>
#include <QPushButton>
#include <QTest>

#include "widgets/theme/theme.h"

namespace solopose {
namespace {

class Counting : public QPushButton {
 public:
  using QPushButton::QPushButton;
  int dressed = 0;

 protected:
  void changeEvent(QEvent* event) override {
    dressed += event->type() == QEvent::StyleChange;
    QPushButton::changeEvent(event);
  }
};

/// A window of a frame of a page of a button, put together from the inside.
struct Nested {
  QWidget window;
  Counting* button = nullptr;

  Nested() {
    auto* page = new QWidget;
    button = new Counting(QStringLiteral("Press"), page);
    button->setProperty("role", "primary");
    auto* frame = new QWidget;
    page->setParent(frame);
    frame->setParent(&window);
  }
};

TEST(Undressed, what_is_put_together_is_dressed_once) {
  Theme::instance().setMode(Theme::Mode::light);
  const QString sheet = qApp->styleSheet();
  ASSERT_FALSE(sheet.isEmpty());
  Nested usual;
  EXPECT_EQ(usual.button->dressed, 2) << "with each parent above it";

  auto quick = [] {
    const Undressed meanwhile;
    return std::make_unique<Nested>();
  }();
  EXPECT_EQ(quick->button->dressed, 1);
  EXPECT_EQ(qApp->styleSheet(), sheet);
  for (QWidget* window : {&usual.window, &quick->window}) {
    window->show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(window));
  }
  EXPECT_EQ(quick->button->sizeHint(), usual.button->sizeHint());
  EXPECT_EQ(quick->button->grab().toImage(), usual.button->grab().toImage());
}

}  // namespace
}  // namespace solopose
