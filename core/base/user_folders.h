#pragma once

#include <filesystem>
#include <string_view>

namespace solopose {

/// The folder that an environment variable names; empty when it is not set.
std::filesystem::path folder_from(const char* variable);

/// Where this user keeps one kind of what the studio uses and does not own ("blazepose"):
/// solopose-studio/KIND in $XDG_DATA_HOME, or in ~/.local/share where that is not set or relative (XDG base
/// directory specification). Empty without a home: nothing is looked for where the program happens to be
/// started.
std::filesystem::path user_data_folder(std::string_view kind);

}  // namespace solopose
