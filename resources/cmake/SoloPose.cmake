# What every target of the studio shares: language level, warnings, precompiled headers, ccache, and three functions that keep
# the folders' CMakeLists.txt to one line each.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# A program loads the libraries that it calls, not those that its libraries might.
add_link_options(LINKER:--as-needed)

# One code model for libraries, tests and programs, so that they can share precompiled headers.
add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-fPIC>)

find_program(CCACHE ccache)
if(CCACHE)
  # Without the sloppiness ccache refuses to cache objects compiled with a precompiled header; in depend mode it asks the
  # compiler's own list of includes instead of running the preprocessor.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_DEPEND=1 ${CCACHE})
endif()

add_library(solopose_options INTERFACE)
target_include_directories(solopose_options INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
target_compile_options(solopose_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -Wnon-virtual-dtor -Woverloaded-virtual $<$<BOOL:${SOLOPOSE_WERROR}>:-Werror>)
target_compile_definitions(solopose_options INTERFACE QT_NO_KEYWORDS)

# The precompiled headers, each compiled once for all targets of its kind.
function(solopose_precompile name header)
  file(WRITE "${CMAKE_BINARY_DIR}/${name}.cpp.in" "// Only here to carry the precompiled header.\n")
  file(COPY_FILE "${CMAKE_BINARY_DIR}/${name}.cpp.in" "${CMAKE_BINARY_DIR}/${name}.cpp" ONLY_IF_DIFFERENT)
  add_library(${name} STATIC "${CMAKE_BINARY_DIR}/${name}.cpp")
  target_link_libraries(${name} PUBLIC solopose_options ${ARGN})
  target_precompile_headers(${name} PRIVATE "${CMAKE_SOURCE_DIR}/resources/cmake/${header}")
endfunction()

# solopose_library(NAME DEPENDS target… [PRIVATE target…] [QT] [TORCH]): every source of this folder as one static library. TORCH:
# its .cpp files see torch (as do targets that link it and say TORCH themselves). Programs link LibTorch with it only where they have
# the property RUNS_NETWORKS: others use what such a library holds that needs no torch, and the linker tells them where it does.
function(solopose_library name)
  cmake_parse_arguments(ARG "QT;TORCH" "" "DEPENDS;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
  file(GLOB units *.cpp)
  if(NOT units)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE solopose_options ${ARG_DEPENDS})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC solopose_options ${ARG_DEPENDS} PRIVATE ${ARG_PRIVATE})
  if(ARG_QT)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_precompile_headers(${name} REUSE_FROM precompiled_qt)
  elseif(ARG_TORCH)
    set_target_properties(${name} PROPERTIES RUNS_NETWORKS ON)
    target_link_libraries(${name} PRIVATE $<$<BOOL:$<TARGET_PROPERTY:RUNS_NETWORKS>>:solopose_torch>)
    target_precompile_headers(${name} REUSE_FROM precompiled_torch)
  else()
    target_precompile_headers(${name} REUSE_FROM precompiled_core)
  endif()
endfunction()

# solopose_unoptimised(TARGET): of a release, compiled as fast as goes. What tests run is core's; what they are made of themselves,
# templates of GoogleTest for the most part, costs more time to optimise than it ever takes to run. Not for programs of Qt: inline
# functions of Qt 6 that are not inlined are exported, and a library of OpenCV's that brings Qt 5 along calls them.
function(solopose_unoptimised target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O0>)
endfunction()

# solopose_test(NAME DEPENDS target… [QT] [TORCH] [DEMO]): every source of this folder as one GoogleTest program, each of its tests known to
# ctest by its own name and by the label of its layer (core, render, widgets, app). QT tests run on a screen of their own and bring their
# own main (QApplication must exist before the first test). DEMO tests find the demo project made (tests/support/demo_project.h).
function(solopose_test name)
  cmake_parse_arguments(ARG "QT;TORCH;DEMO" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE solopose_options ${ARG_DEPENDS} tests_support GTest::gmock)
  if(ARG_QT)
    target_precompile_headers(${name} REUSE_FROM precompiled_qt_test)
    set_target_properties(${name} PROPERTIES AUTOMOC ON CROSSCOMPILING_EMULATOR "${CMAKE_SOURCE_DIR}/tests/support/with-display")
    target_link_libraries(${name} PRIVATE tests_qt_main Qt6::Test)
    add_dependencies(${name} solopose-engine)
  else()
    set_target_properties(${name} PROPERTIES RUNS_NETWORKS ON)
    if(ARG_TORCH)
      target_link_libraries(${name} PRIVATE solopose_torch)
      target_precompile_headers(${name} REUSE_FROM precompiled_torch)
    else()
      target_precompile_headers(${name} REUSE_FROM precompiled_test)
      solopose_unoptimised(${name})
    endif()
    target_link_libraries(${name} PRIVATE GTest::gtest_main)
  endif()
  solopose_test_layer(layer)
  add_dependencies(${layer}_tests ${name})
  string(REGEX REPLACE "_test$" "" room ${name})
  set(demo "")
  if(ARG_DEMO)
    add_dependencies(${name} solopose)
    set(demo FIXTURES_REQUIRED demo_project ENVIRONMENT "SOLOPOSE_DEMO_PROJECT=${SOLOPOSE_TEST_DEMO}")
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120 NO_PRETTY_TYPES NO_PRETTY_VALUES TEST_PREFIX "${room}."
                       PROPERTIES LABELS ${layer} TIMEOUT ${SOLOPOSE_TEST_TIMEOUT} ${demo})
endfunction()

# The layer whose tests this folder holds: the first folder below tests/.
function(solopose_test_layer result)
  file(RELATIVE_PATH place "${CMAKE_SOURCE_DIR}/tests" "${CMAKE_CURRENT_SOURCE_DIR}")
  string(REGEX REPLACE "/.*" "" layer "${place}")
  set(${result} "${layer}" PARENT_SCOPE)
endfunction()
