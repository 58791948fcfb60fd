#pragma once

class QLabel;
class QWidget;

namespace solopose {

/// A field and its name, kept together when the line breaks.
QWidget* labelled_field(QLabel* name, QWidget* field, QWidget* parent);

}  // namespace solopose
