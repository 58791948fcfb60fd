#pragma once
// The heavy headers that most of render, widgets and app include; precompiled once per target.
#include "resources/cmake/precompiled_core.h"

#include <QtCore>
#include <QtGui>
#include <QtWidgets>
