#pragma once

#include <QString>

class QAbstractItemView;

namespace solopose {

/// What is selected in a list, a table or a tree, as it is read: lines in the order in which they stand,
/// cells parted by tabs, a table's column heads first. All rows where nothing is selected; empty where there
/// is none.
QString text_of_view(const QAbstractItemView& view);

}  // namespace solopose
