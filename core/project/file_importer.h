#pragma once

#include <filesystem>
#include <new>
#include <string>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/formats/file_search.h"
#include "core/formats/remembered_mapping.h"
#include "core/formats/stated_cameras.h"
#include "core/project/staged_import.h"

namespace solopose {

/// Reads files one after the other into a Target: a StagedImport, or the plan of one. What is wrong with one
/// file stays with that file.
template <typename Target>
class FileImporter {
 public:
  FileImporter(const Reader& reader, const ReadOptions& options, Target& target, const JobContext& context)
      : reader_(reader),
        options_(options),
        cameras_(options, [&target](const std::string& remark) { target.remark(remark); }),
        target_(target),
        context_(context) {}

  void read_all(const FoundFiles& found, std::unordered_set<std::string>& known_fingerprints) {
    for (const auto& [path, reason] : found.unusable) {
      target_.leave_out(path, reason);
      context_.note("left out: " + reason);
    }
    const std::vector<std::filesystem::path>& files = found.files;
    const auto total = static_cast<std::int64_t>(files.size());
    for (std::int64_t i = 0; i < total; ++i) {
      const std::filesystem::path& file = files[static_cast<std::size_t>(i)];
      progress_ = {file.filename().string(), i, total, "files"};
      context_.report(progress_);
      context_.throw_if_stopped();
      read_guarded(file, known_fingerprints);
    }
    context_.report({"", total, total, "files"});
    context_.throw_if_stopped();
  }

  std::vector<std::string> already_present;

 private:
  void read_guarded(const std::filesystem::path& file, std::unordered_set<std::string>& known_fingerprints) {
    std::string fingerprint;
    std::string failure;
    try {
      fingerprint = fingerprint_of_file(file, context_);
    } catch (const Error& unreadable) {
      failure = unreadable.what();
    }
    if (failure.empty() && known_fingerprints.contains(fingerprint)) {
      already_present.push_back(file.string());
      context_.note(fmt::format("{}: in the project already", file.string()));
      return;
    }
    target_.begin_file(file, fingerprint);
    if (failure.empty() && target_.has_tracks_of(file)) {
      failure =
          fmt::format("{}: the dataset has what was in this file before; reimport reads the dataset again",
                      file.string());
    }
    if (failure.empty()) failure = read_one(file);
    if (failure.empty()) {
      known_fingerprints.insert(fingerprint);
      return;
    }
    target_.skip_file(failure);
    context_.note("left out: " + failure);
  }

  /// What is wrong with the file; empty when nothing is.
  std::string read_one(const std::filesystem::path& file) {
    const auto before = target_.sequences();
    const RemarkSink remark = [this](const std::string& text) { target_.remark(text); };
    try {
      reader_.read(
          file, with_remembered_mapping(file, options_, remark, context_),
          [&](Sequence&& sequence) {
            context_.throw_if_stopped();
            cameras_.give_to(sequence, remark);
            target_.add(sequence);
            context_.report(progress_);
          },
          remark, context_);
    } catch (const Cancelled&) {
      throw;
    } catch (const PoseWriteError&) {
      throw;
    } catch (const Error& failure) {
      return failure.what();
    } catch (const std::bad_alloc&) {
      return fmt::format("{}: does not fit into memory", file.string());
    } catch (const std::exception& failure) {  // a library below the reader
      return fmt::format("{}: {}", file.string(), failure.what());
    }
    if (target_.sequences() == before) return fmt::format("{}: holds no poses", file.string());
    return "";
  }

  const Reader& reader_;
  const ReadOptions& options_;
  StatedCameras cameras_;
  Target& target_;
  const JobContext& context_;
  Progress progress_;
};

}  // namespace solopose
