# After `./studio build`, `cpack` in the build folder makes a .deb and `cmake --install` puts the same files under a prefix; neither
# builds the tests.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME solopose-studio)
set(CPACK_PACKAGE_VENDOR "SoloPose Studio")
set(CPACK_PACKAGE_CONTACT "SoloPose Studio <studio@solopose.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_RESOURCE_FILE_README "${CMAKE_SOURCE_DIR}/README.md")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so shlibdeps does not see it: icons are SVG.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6")
# Qt's own words in German, matrix products that are not tens of times slower, and what opens an exported file.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n, libopenblas0-pthread, xdg-utils")
# What fetch-blazepose calls, once.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-pip")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "${PROJECT_DESCRIPTION}
 Brings datasets of 3D human poses into one universal frame, finds what is doubtful in them, shows 3D heat maps, trains a model on videos
 with known poses, and plays any video with the poses that are seen in it, in a window or from the shell.")
include(CPack)
