#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/project/catalog.h"
#include "core/quality/detector.h"
#include "core/quality/event_order.h"
#include "core/quality/wording.h"
#include "widgets/quality_panel/finding_row.h"

namespace solopose::testing {

/// Sequences "walk/anna/0/front" and so on, in turn of the datasets "walk" (1) and "dance" (2); ids from 100.
inline std::shared_ptr<Catalog> sample_catalog(int sequences) {
  auto catalog = std::make_shared<Catalog>();
  catalog->datasets.resize(2);
  catalog->datasets[0].id = 1;
  catalog->datasets[0].name = "walk";
  catalog->datasets[1].id = 2;
  catalog->datasets[1].name = "dance";
  for (int i = 0; i < sequences; ++i) {
    SequenceRecord& record = catalog->sequences.emplace_back();
    record.id = 100 + i;
    record.dataset = 1 + i % 2;
    record.name = (i % 2 == 0 ? "walk/anna/" : "dance/ben/") + std::to_string(i) + "/front";
    record.frames = 100'000;
  }
  return catalog;
}

/// Findings of all sequences and some detectors, each of other frames; scores go up and down.
inline std::vector<FindingRow> sample_rows(const Catalog& catalog, int count) {
  const int sequences = static_cast<int>(catalog.sequences.size());
  const int kinds = static_cast<int>(std::min<std::size_t>(4, detectors().size()));
  std::vector<Finding> findings;
  for (int i = 0; i < count; ++i) {
    const int sequence = static_cast<int>(std::int64_t{i} * sequences / count);
    Finding finding;
    finding.sequence = catalog.sequences[static_cast<std::size_t>(sequence)].id;
    finding.first_frame = std::int64_t{i} * 3;
    finding.last_frame = finding.first_frame + i % 3;
    finding.worst_frame = finding.last_frame;
    finding.joints.set(static_cast<std::size_t>(i % joint_count));
    finding.detector = detectors()[static_cast<std::size_t>(i % kinds)]->name();
    finding.score = static_cast<float>((i * 7919) % 1000) + 2;
    finding.threshold = 1;
    finding.reason = {&wording::jumps, {finding.joints, Figure{static_cast<double>((i * 31) % 97)}}};
    findings.push_back(std::move(finding));
  }
  for (auto begin = findings.begin(); begin != findings.end();) {
    const auto end = std::find_if(begin, findings.end(),
                                  [&](const Finding& each) { return each.sequence != begin->sequence; });
    sort_by_event({begin, end}, catalog.sequence(begin->sequence)->frames);
    begin = end;
  }
  return finding_rows(std::move(findings), catalog);
}

inline VerdictRecord verdict_on(const Finding& finding, Verdict verdict, VerdictId id = 1) {
  VerdictRecord record;
  record.id = id;
  record.sequence = finding.sequence;
  record.first_frame = finding.first_frame;
  record.last_frame = finding.last_frame;
  record.detector = finding.detector;
  record.verdict = verdict;
  record.reviewer = "anna";
  return record;
}

}  // namespace solopose::testing
