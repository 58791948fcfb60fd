# Debian's LibTorch, or another one on CMAKE_PREFIX_PATH: PyTorch's zip, or a pip-installed torch
# (`python3 -c "import torch; print(torch.utils.cmake_prefix_path)"`). Makes the target solopose_torch.

if(NOT Torch_DIR)
  find_path(Torch_DIR TorchConfig.cmake PATHS ${CMAKE_PREFIX_PATH} PATH_SUFFIXES Torch share/cmake/Torch NO_DEFAULT_PATH)
endif()
if(Torch_DIR)
  # Its own configuration would look for its libraries in the system's folders first, and mix two LibTorches.
  list(PREPEND CMAKE_LIBRARY_PATH "${Torch_DIR}/../../../lib")
endif()
if(NOT DEFINED TORCH_CUDA_ARCH_LIST AND NOT DEFINED ENV{TORCH_CUDA_ARCH_LIST})
  # One with CUDA asks the machine's graphics card where nothing is said, and a build server has none.
  set(TORCH_CUDA_ARCH_LIST "8.0;9.0+PTX")
endif()

find_package(Torch REQUIRED)
if(TORCH_CXX_FLAGS MATCHES "_GLIBCXX_USE_CXX11_ABI=0")
  message(FATAL_ERROR "The LibTorch in ${Torch_DIR} is built for the C++ ABI before C++11, which Debian's libraries are not: take "
                      "PyTorch's cxx11-abi zip, or a torch of version 2.7 or later")
endif()
message(STATUS "LibTorch ${Torch_VERSION} in ${Torch_DIR}")

add_library(solopose_torch INTERFACE)
foreach(folder IN LISTS TORCH_INCLUDE_DIRS)
  if(EXISTS "${folder}/fmt" AND NOT folder STREQUAL "/usr/include")
    # It brings headers of another fmt than the one that is linked: ours first.
    get_target_property(fmt_headers fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
    file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/generated/fmt_first")
    file(CREATE_LINK "${fmt_headers}/fmt" "${CMAKE_BINARY_DIR}/generated/fmt_first/fmt" SYMBOLIC)
    target_include_directories(solopose_torch SYSTEM BEFORE INTERFACE "${CMAKE_BINARY_DIR}/generated/fmt_first")
  endif()
endforeach()
target_include_directories(solopose_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})

# A pip-installed torch has NVIDIA's libraries beside it, and wants those: the toolkit's may be older.
get_filename_component(site_packages "${Torch_DIR}/../../../.." REALPATH)
file(GLOB nvidia_libraries LIST_DIRECTORIES true "${site_packages}/nvidia/*/lib")
foreach(folder IN LISTS nvidia_libraries)
  target_link_options(solopose_torch INTERFACE "LINKER:-rpath,${folder}")
endforeach()
if(EXISTS "${site_packages}/nvidia/nccl/include/nccl.h")
  target_include_directories(solopose_torch SYSTEM BEFORE INTERFACE "${site_packages}/nvidia/nccl/include")
endif()
target_link_libraries(solopose_torch INTERFACE ${TORCH_LIBRARIES} ${CMAKE_DL_LIBS})
