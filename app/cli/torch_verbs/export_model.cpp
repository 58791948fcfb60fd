#include "core/exchange/export_model.h"

#include <fmt/format.h>

#include "app/cli/torch_verbs/torch_verbs.h"

namespace solopose {
namespace {

struct ExportModelArguments {
  ExportModelOptions options;
  std::filesystem::path clip_weights;
  std::filesystem::path out;
};

void run_export_model(ExportModelArguments arguments, Console& console) {
  if (!arguments.clip_weights.empty()) arguments.options.clip_weights = arguments.clip_weights;
  export_model(arguments.options, arguments.out);
  console.say(fmt::format("export-model: wrote {}; try: python3 {}", arguments.out.string(),
                          (arguments.out / "solopose_model.py").string()));
}

}  // namespace

void add_export_model(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<ExportModelArguments>();
  CLI::App* verb = program.add_subcommand("export-model",
                                          "Write a model as ONNX and TorchScript, with Python that runs it");
  verb->add_option("MODEL", arguments->options.model, "A trained model (best.safetensors of a run)")
      ->type_name("FILE")
      ->required();
  verb->add_option("--out", arguments->out, "A new folder for the files")->type_name("FOLDER")->required();
  verb->add_option("--frames", arguments->options.frames,
                   "Frames of a clip, which the files are then made for; 0: as many as it was trained on");
  verb->add_option("--clip-weights", arguments->clip_weights, "CLIP's weights, for models that see by CLIP")
      ->type_name("FILE");
  verb->callback([arguments, &console] { run_export_model(*arguments, console); });
}

}  // namespace solopose
