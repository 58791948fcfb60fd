#pragma once

#include <vector>

#include <QTextEdit>

#include "widgets/inspector/facts.h"

namespace solopose {

/// Names at the left, values at the right, under headings, as one text that can be selected and copied. Long
/// values wrap; the widget is as high as its text.
class FactsView : public QTextEdit {
  Q_OBJECT
 public:
  explicit FactsView(QWidget* parent = nullptr);

  void setFacts(std::vector<Fact> facts);
  QString value(const QString& name) const;  ///< empty when there is no such fact

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fill();
  void fitHeight();

  std::vector<Fact> facts_;
};

}  // namespace solopose
