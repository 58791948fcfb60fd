#pragma once
#include "resources/cmake/precompiled_core.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
