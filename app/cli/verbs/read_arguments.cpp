#include "app/cli/verbs/read_arguments.h"

#include <map>
#include <vector>

#include "core/formats/axis.h"

namespace solopose {
namespace {

const std::map<std::string, double>& millimetres_per_unit() {
  static const std::map<std::string, double> units = {{"mm", 1},   {"cm", 10},   {"dm", 100},
                                                      {"m", 1000}, {"in", 25.4}, {"ft", 304.8}};
  return units;
}

std::vector<std::string> unit_names() {
  std::vector<std::string> names;
  for (const auto& [name, size] : millimetres_per_unit()) names.push_back(name);
  return names;
}

constexpr const char* about_mappings =
    R"(The mapping file (--mapping) is a JSON object with
  "joints"     names in the file's order, or the name of a known set (canonical15, coco17, h36m17, h36m32, …);
               not needed where the file names its joints itself
  "canonical"  which of them are the studio's 15: a name or a number from 0, or a list, whose middle it is;
               those left out are missing; not needed with a known set
  "unit"       "mm", "cm", "m" or "in"
  "up"         "x", "-x", "y", "-y", "z" or "-z"
  "fps"        frames a second
  "array"      which array of an .npz to read
  "name"       what to call the joint set
The options above win over it. An example, for an array of shape (frames, 8, 3) in metres:
  {
    "joints": ["hips", "neck", "l_shoulder", "r_shoulder", "l_hip", "r_hip", "l_ankle", "r_ankle"],
    "canonical": {"pelvis": "hips", "neck": ["l_shoulder", "r_shoulder"], "left_shoulder": "l_shoulder",
                  "right_shoulder": "r_shoulder", "left_hip": "l_hip", "right_hip": 5,
                  "left_ankle": "l_ankle", "right_ankle": "r_ankle"},
    "unit": "m", "up": "z", "fps": 50
  }
The studio's joints: pelvis, right_hip, right_knee, right_ankle, left_hip, left_knee, left_ankle, neck, head,
left_shoulder, left_elbow, left_wrist, right_shoulder, right_elbow, right_wrist)";

}  // namespace

ReadOptions ReadArguments::stated() const {
  ReadOptions stated = options;
  if (!unit.empty()) stated.millimetres_per_unit = millimetres_per_unit().at(unit);
  if (frames_per_second > 0) stated.frames_per_second = frames_per_second;
  if (!up.empty()) stated.up = up;
  return stated;
}

void add_read_options(CLI::App& verb, ReadArguments& arguments) {
  verb.add_option("--mapping", arguments.options.mapping,
                  "Joint mapping, for files whose joints have no known names: see below")
      ->type_name("FILE.json")
      ->check(CLI::ExistingFile);
  verb.add_option("--fps", arguments.frames_per_second, "Frames a second, instead of what the file says")
      ->check(CLI::PositiveNumber);
  verb.add_option("--unit", arguments.unit, "Unit of the coordinates, instead of the usual or a guessed one")
      ->check(CLI::IsMember(unit_names()));
  verb.add_option("--up", arguments.up,
                  "Up axis, instead of the usual or a guessed one (--up=-y for a negative one)")
      ->check(CLI::IsMember(std::vector<std::string>(axis_names.begin(), axis_names.end())));
  verb.footer(about_mappings);
}

}  // namespace solopose
