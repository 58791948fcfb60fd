// paper_size_project FOLDER [VIDEOS [FRAMES]]: a project of the size of the paper's merged set, 7.1 million
// frames in 331 875 clips of 13 275 videos. All its films are one small film under many names, all its
// motions one.

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "tests/support/filmed_project.h"

int main(int argc, char** argv) {
  using namespace solopose;
  namespace fs = std::filesystem;
  if (argc < 2) return 2;
  const fs::path folder = fs::absolute(argv[1]);
  const int videos = argc > 2 ? std::atoi(argv[2]) : 13'275;
  const int frames = argc > 3 ? std::atoi(argv[3]) : 535;
  const fs::path films = folder / "films";
  try {
    fs::create_directories(films);
    const fs::path first = films / "00000.mp4";
    testing::write_film(first, frames, 50, true, 96, 54);
    Project project = Project::create(folder);
    StagedImport staged(project, {.dataset = "Large", .format = "table"});
    for (int i = 0; i < videos; ++i) {
      const fs::path film = films / fmt::format("{:05}.mp4", i);
      if (film != first) fs::create_hard_link(first, film);
      Sequence sequence = testing::filmed_sequence(fmt::format("take{:05}", i), frames, 50, {film});
      sequence.subject = fmt::format("S{}", i % 30);
      staged.add(sequence);
    }
    staged.settle();
    staged.commit(project);
    std::cout << fmt::format("{} videos, {} frames\n", videos, std::int64_t{videos} * frames);
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
  return 0;
}
