#include "widgets/options/labelled_field.h"

#include <QHBoxLayout>
#include <QLabel>

namespace solopose {

QWidget* labelled_field(QLabel* name, QWidget* field, QWidget* parent) {
  auto* pair = new QWidget(parent);
  auto* row = new QHBoxLayout(pair);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  row->addWidget(name);
  row->addWidget(field);
  name->setBuddy(field);
  name->setProperty("role", "muted");
  return pair;
}

}  // namespace solopose
