# cmake --install puts the library, its public headers and a package for find_package(logitlab) in place.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/logitlab)
install(TARGETS logitlab EXPORT logitlab FILE_SET HEADERS FILE_SET umbrella)
install(EXPORT logitlab NAMESPACE logitlab:: DESTINATION ${package_dir} FILE logitlab-config.cmake)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/logitlab-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/logitlab-config-version.cmake DESTINATION ${package_dir})
if(TARGET logitlab_command)
  install(TARGETS logitlab_command)
endif()
