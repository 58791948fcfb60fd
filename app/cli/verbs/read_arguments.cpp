#include "app/cli/verbs/read_arguments.h"

#include "app/cli/option_flags.h"
#include "core/formats/length_unit.h"

namespace solopose {
namespace {

constexpr const char* about_mappings =
    R"(The mapping file (--mapping) is a JSON object with
  "joints"     names in the file's order, or the name of a known set (canonical15, coco17, h36m17, h36m32, …);
               not needed where the file names its joints itself
  "canonical"  which of them are the studio's 15: a name or a number from 0, or a list, whose middle it is;
               those left out are missing; not needed with a known set
  "unit"       "mm", "cm", "dm", "m", "in" or "ft"
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

void add_read_options(CLI::App& verb, ReadOptions& options) {
  const OptionFlags flags(verb, options);
  flags.add("--mapping", "mapping", "Joint mapping, for files whose joints have no known names: see below")
      ->type_name("FILE.json")
      ->check(CLI::ExistingFile);
  flags
      .add("--calibration", "calibration",
           "Cameras of the tracks: TOML, YAML, XML, JSON or MAT of one of the programs that write such files")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
  flags.add("--with-ignored", "with_ignored", "Of AIST++ also what its ignore_list.txt names");
  flags.add("--universal", "universal", "Of MPI-INF-3DHP univ_annot3, where all people have one size");
  flags.add("--fps", "frames_per_second", "Frames a second, instead of what the file says");
  verb.add_option_function<std::string>(
          "--unit",
          [&options](const std::string& name) {
            options.millimetres_per_unit = length_unit_named(name)->millimetres;
          },
          "Unit of the coordinates, instead of the usual or a guessed one")
      ->check(CLI::IsMember(words_of(length_unit_names())));
  flags.add("--up", "up", "Up axis, instead of the usual or a guessed one (--up=-y for a negative one)");
  verb.footer(about_mappings);
}

}  // namespace solopose
