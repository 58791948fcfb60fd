#pragma once
#include "resources/cmake/precompiled_qt.h"

#include <QtTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
