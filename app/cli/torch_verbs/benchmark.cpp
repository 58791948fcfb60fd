#include <fmt/format.h>

#include "app/cli/table.h"
#include "app/cli/torch_verbs/torch_verbs.h"
#include "core/augmotion/benchmark.h"
#include "core/base/counted.h"
#include "core/base/parallel.h"
#include "core/heatpose/benchmark.h"
#include "core/project/output_guard.h"
#include "core/training/benchmark.h"

namespace solopose {
namespace {

struct BenchmarkArguments {
  std::string name;
  bool full = false;
  bool tiny = false;
  std::string example;
  bool json = false;
  int threads = 0;
};

std::vector<BenchmarkRow> measured(const BenchmarkArguments& arguments, const JobContext& context) {
  if (arguments.name == "heatpose") return benchmark_heatpose({}, context);
  if (arguments.name == "solopose") {
    NetworkBenchmarkOptions options{.threads = arguments.threads, .base = !arguments.tiny, .example = {}};
    if (!arguments.example.empty()) options.example = arguments.example;
    return benchmark_network(options, context);
  }
  AugmotionBenchmarkOptions options;
  if (arguments.full) options.streamed_frames = AugmotionBenchmarkOptions::full_streamed_frames;
  return benchmark_augmotion(options, context);
}

void run_benchmark(const BenchmarkArguments& arguments, Console& console) {
  if (!arguments.example.empty()) guard_output(arguments.example, {.endings = {".safetensors"}});
  set_thread_count(arguments.threads);
  const std::vector<BenchmarkRow> rows = measured(arguments, console.job());
  if (arguments.json) {
    console.print(benchmark_json(rows) + '\n');
    return;
  }
  Table table({"name", "threads", "items", "seconds", "items a second", "times the floor", "peak MiB"});
  for (const BenchmarkRow& row : rows) {
    table.add({row.name, std::to_string(row.threads), grouped(row.items), fmt::format("{:.4f}", row.seconds),
               grouped(static_cast<std::int64_t>(row.items_per_second())),
               fmt::format("{:.2f}", row.ratio_to_floor()), fmt::format("{:.0f}", row.peak_rss_mb)});
  }
  console.print(table.text());
}

}  // namespace

void add_benchmark(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<BenchmarkArguments>();
  CLI::App* verb =
      program.add_subcommand("benchmark", "Measure this machine against a floor in the same run");
  verb->add_option("NAME", arguments->name, "What to measure")
      ->required()
      ->check(CLI::IsMember({"augmotion", "heatpose", "solopose"}));
  verb->add_flag("--full", arguments->full, "augmotion: 7.1 million frames from disk to disk");
  verb->add_flag("--tiny", arguments->tiny, "solopose: leave the base preset out");
  verb->add_option("--example", arguments->example,
                   "solopose: write tiny's weights with a batch, its answers and gradients as safetensors");
  verb->add_option("--threads", arguments->threads, "0 uses every core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  verb->add_flag("--json", arguments->json, "Print the result as JSON");
  verb->callback([arguments, &console] { run_benchmark(*arguments, console); });
}

}  // namespace solopose
