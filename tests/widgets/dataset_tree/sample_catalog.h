#pragma once

#include <memory>
#include <string>

#include <fmt/format.h>

#include "core/project/catalog.h"
#include "core/skeleton/joint_set.h"

namespace solopose::testing {

/// A catalog made up in memory, for models that need no project on disk.
class SampleCatalog {
 public:
  SampleCatalog() : catalog_(std::make_shared<Catalog>()) {}

  SampleCatalog& dataset(const std::string& name) {
    DatasetRecord record;
    record.id = static_cast<DatasetId>(catalog_->datasets.size()) + 100;
    record.name = name;
    record.format = "trc";
    catalog_->datasets.push_back(record);
    return *this;
  }

  /// Into the last dataset.
  SampleCatalog& sequence(const std::string& subject, const std::string& action, const std::string& take,
                          const std::string& view, std::int64_t frames = 10, const char* joints = nullptr) {
    SequenceRecord record;
    record.id = static_cast<SequenceId>(catalog_->sequences.size()) + 1;
    record.dataset = catalog_->datasets.back().id;
    record.subject = subject;
    record.action = action;
    record.take = take;
    record.view = view;
    record.frames = frames;
    if (joints != nullptr) record.joints = joint_set_named(joints);
    record.name = fmt::format("{}/{}/{}/{}", catalog_->datasets.back().name, subject, take, view);
    catalog_->sequences.push_back(record);
    return *this;
  }

  SampleCatalog& skipped(const std::string& file) {
    catalog_->problems.push_back(
        {catalog_->datasets.back().id, 1, file, file + ": header: expected 5, found 3", true});
    return *this;
  }

  DatasetRecord& lastDataset() { return catalog_->datasets.back(); }
  std::shared_ptr<const Catalog> share() const { return catalog_; }

 private:
  std::shared_ptr<Catalog> catalog_;
};

/// `count` sequences of 10 subjects, as many takes as it needs, 4 views each.
inline std::shared_ptr<const Catalog> large_catalog(int count) {
  SampleCatalog sample;
  sample.dataset("Large");
  const int per_subject = count / 10;
  for (int subject = 0; subject < 10; ++subject) {
    for (int i = 0; i < per_subject; ++i) {
      sample.sequence(fmt::format("S{:02}", subject), "", fmt::format("take_{:05}", i / 4),
                      fmt::format("cam{}", i % 4));
    }
  }
  return sample.share();
}

}  // namespace solopose::testing
