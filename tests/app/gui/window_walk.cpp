#include "tests/app/gui/window_walk.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include "app/gui/workspace.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/elided_label.h"

namespace solopose::testing {

bool reaches_outside(const QWidget* widget, const QWidget* window) {
  for (const QWidget* above = widget->parentWidget(); above != nullptr; above = above->parentWidget()) {
    const auto* area = qobject_cast<const QAbstractScrollArea*>(above->parentWidget());
    const bool scrolls = area != nullptr && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
    const int left = widget->mapTo(above, QPoint(0, 0)).x();
    if (!scrolls && (left < 0 || left + widget->width() > above->width())) return true;
    if (above == window || scrolls) return false;
  }
  return false;
}

bool shows_icon_only(const QAbstractButton* button) {
  const auto* tool = qobject_cast<const QToolButton*>(button);
  if (button->text().isEmpty()) return true;
  return tool != nullptr && !tool->icon().isNull() && tool->toolButtonStyle() == Qt::ToolButtonIconOnly;
}

QString cut_text(const QWidget* widget) {
  if (const auto* label = qobject_cast<const QLabel*>(widget)) {
    if (label->text().isEmpty() || qobject_cast<const ElidedLabel*>(widget) != nullptr) return {};
    const bool fits = label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                        : label->width() >= label->minimumSizeHint().width();
    return fits ? QString() : label->text();
  }
  if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
    return shows_icon_only(button) || button->width() >= button->minimumSizeHint().width() ? QString()
                                                                                           : button->text();
  }
  if (const auto* choice = qobject_cast<const QComboBox*>(widget)) {
    if (qobject_cast<const ElidedComboBox*>(widget) != nullptr) return {};
    const int arrow = 24;
    return choice->width() >= choice->fontMetrics().horizontalAdvance(choice->currentText()) + arrow
               ? QString()
               : choice->currentText();
  }
  if (const auto* number = qobject_cast<const QAbstractSpinBox*>(widget)) {
    const int steppers = 22;
    return number->width() >= number->fontMetrics().horizontalAdvance(number->text()) + steppers
               ? QString()
               : number->text();
  }
  if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
    const int last = tabs->count() - 1;
    return last < 0 || tabs->tabRect(last).right() <= tabs->width() ? QString() : tabs->tabText(last);
  }
  return {};
}

bool is_behind(const QWidget* widget) {
  for (; widget != nullptr; widget = widget->parentWidget()) {
    if (qobject_cast<const QDockWidget*>(widget) != nullptr && widget->visibleRegion().isEmpty()) return true;
  }
  return false;
}

QString described(const QWidget* widget) {
  QString text = QString::fromLatin1(widget->metaObject()->className());
  for (const QWidget* above = widget; above != nullptr; above = above->parentWidget()) {
    if (!above->objectName().isEmpty()) text += QStringLiteral(" in ") + above->objectName();
  }
  return text;
}

void WindowWalkTest::openAt(QSize size, const char* language_code) {
  language->choose(language_code);
  window->setGeometry(QRect(QPoint(0, 0), size));
  openDemo();
  action("view.reset-layout")->trigger();
  rest();
}

void WindowWalkTest::rest() {
  ASSERT_TRUE(waitForIdle());
  QTest::qWait(50);
  // What has just come is laid out before anybody looks.
  QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

void WindowWalkTest::inEveryWorkspace(const std::function<void(QWidget*, const QString&)>& check) {
  for (const Workspace* workspace : window->workspaces()) {
    window->showWorkspace(workspace->id());
    for (const QString& panel : workspace->panels()) {
      window->setPanelVisible(panel, true);
      rest();
      for (QWidget* widget : window->findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->window() == window.get() && !is_behind(widget))
          check(widget, workspace->id());
      }
    }
  }
}

void WindowWalkTest::expectNothingCutOff(QSize size) {
  inEveryWorkspace([this, size](const QWidget* widget, const QString& workspace) {
    EXPECT_EQ(window->size(), size) << qPrintable(workspace);
    const QString text = cut_text(widget);
    EXPECT_TRUE(text.isEmpty()) << qPrintable(workspace) << ": \"" << qPrintable(text) << "\", "
                                << qPrintable(described(widget)) << ", " << widget->width() << " of "
                                << widget->minimumSizeHint().width();
    EXPECT_FALSE(reaches_outside(widget, window.get()))
        << qPrintable(workspace) << ": " << qPrintable(described(widget)) << ", " << widget->width() << "x"
        << widget->height();
  });
}

}  // namespace solopose::testing
