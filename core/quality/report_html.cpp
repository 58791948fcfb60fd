#include "core/quality/report_html.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/counted.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/quality/detector.h"
#include "core/quality/pose_drawing.h"
#include "core/quality/report_rows.h"

namespace solopose {
namespace {

// A page for people: what they would not scroll to is in the CSV and the JSON.
constexpr std::size_t pictures_per_detector = 12;
constexpr std::size_t sequences_shown = 200;

constexpr const char* style = R"css(
:root { color-scheme: light dark; --ground: #fff; --card: #f4f5f7; --text: #1c2126; --muted: #5b6470;
  --line: #d5d9df; --left: #1b86a8; --right: #b86a14; --middle: #6b7480; --doubt: #c62828; --bar: #8a97a8; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191d; --card: #21262c; --text: #e6e9ed;
  --muted: #9aa4b0; --line: #363d46; --left: #4fb8d8; --right: #f0a85c; --middle: #b9c0ca; --doubt: #ff6b6b;
  --bar: #66727f; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); margin: 2rem auto;
  max-width: 76rem; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
.muted, figcaption span { color: var(--muted); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .25rem .75rem; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(17.5rem, 1fr)); gap: 1rem; }
figure { margin: 0; padding: .75rem; background: var(--card); border-radius: .5rem; }
figcaption { overflow-wrap: anywhere; } figcaption span { display: block; font-size: .85rem; }
svg { display: block; margin: 0 auto; max-width: 100%; }
line { stroke-width: 3; stroke-linecap: round; } .left { stroke: var(--left); } .right { stroke: var(--right); }
.middle { stroke: var(--middle); } .doubt { stroke: var(--doubt); stroke-width: 2.5; fill: none; }
rect { fill: var(--bar); } .beyond { fill: var(--doubt); }
)css";

/// Marks that turn the direction of writing, as UTF-8: a name with one reads as another name.
constexpr std::array turning_marks = {"\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d",
                                      "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"};

/// What turns the direction of writing at the text's begin; empty when nothing does.
std::string_view turning_mark_at(std::string_view text) {
  const auto found =
      std::ranges::find_if(turning_marks, [&](std::string_view mark) { return text.starts_with(mark); });
  return found == turning_marks.end() ? std::string_view() : *found;
}

/// What is shown of one detector.
struct DetectorPart {
  const Detector& detector;
  float threshold = 0;
  const ScoreHistogram& histogram;
  std::vector<const Finding*> worst_first;
};

double doubt(const Finding& finding) {
  return finding.threshold > 0 ? finding.score / finding.threshold : finding.score;
}

std::vector<DetectorPart> parts_of(const QualityReport& report) {
  std::vector<DetectorPart> parts;
  for (std::size_t i = 0; i < detectors().size(); ++i) {
    DetectorPart part{*detectors()[i], report.thresholds[i], report.histograms[i], {}};
    for (const Finding& finding : report.findings) {
      if (finding.detector == part.detector.name()) part.worst_first.push_back(&finding);
    }
    std::ranges::stable_sort(part.worst_first, std::greater(), [](const Finding* f) { return doubt(*f); });
    parts.push_back(std::move(part));
  }
  return parts;
}

/// Bars whose height goes with the logarithm of the count, so that the few doubtful ones are seen.
std::string histogram_as_svg(const ScoreHistogram& histogram, float threshold) {
  constexpr double width = 420;
  constexpr double height = 64;
  const std::int64_t most = histogram.counts.empty() ? 0 : std::ranges::max(histogram.counts);
  if (most == 0) return {};
  std::string svg =
      fmt::format(R"(<svg viewBox="0 0 {} {}" width="{}" height="{}">)", width, height, width, height);
  const double bar = width / static_cast<double>(histogram.counts.size());
  const double step = (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    if (histogram.counts[i] == 0) continue;
    const double tall =
        height * std::log1p(static_cast<double>(histogram.counts[i])) / std::log1p(static_cast<double>(most));
    const bool beyond = histogram.low + static_cast<double>(i) * step >= threshold;
    fmt::format_to(
        std::back_inserter(svg), R"(<rect{} x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>)",
        beyond ? R"( class="beyond")" : "", static_cast<double>(i) * bar, height - tall, bar - 1, tall);
  }
  return svg + "</svg>";
}

std::string card(const Finding& finding, const SequenceRecord& sequence, FindingState state,
                 const PoseStore& store) {
  const std::vector<float> pose = store.poses_mm(sequence, finding.worst_frame, 1);
  const std::string frames = finding.first_frame == finding.last_frame
                                 ? fmt::format("frame {}", finding.first_frame)
                                 : fmt::format("frames {} to {}, pictured {}", finding.first_frame,
                                               finding.last_frame, finding.worst_frame);
  return fmt::format("<figure>{}<figcaption>{}<span>{}, {}</span><span>{}</span></figcaption></figure>\n",
                     pose_as_svg(pose, sequence.up, finding.joints), html_text(in_english(finding.reason)),
                     html_text(sequence.name), frames, name_of(state));
}

std::string part_as_html(const DetectorPart& part, const Catalog& catalog, const FindingStates& states,
                         const PoseStore& store) {
  std::string html =
      fmt::format("<h2>{}</h2>\n<p class=\"muted\">{} beyond {} {}</p>\n{}", html_text(part.detector.name()),
                  counted(std::ssize(part.worst_first), "finding"), short_number(part.threshold),
                  part.detector.unit(), histogram_as_svg(part.histogram, part.threshold));
  if (part.worst_first.empty()) return html;
  html += "<div class=\"cards\">\n";
  for (std::size_t i = 0; i < std::min(part.worst_first.size(), pictures_per_detector); ++i) {
    const Finding& finding = *part.worst_first[i];
    const SequenceRecord* sequence = catalog.sequence(finding.sequence);
    if (sequence != nullptr) html += card(finding, *sequence, states.of(finding).state, store);
  }
  html += "</div>\n";
  if (part.worst_first.size() > pictures_per_detector) {
    html += fmt::format("<p class=\"muted\">The worst {} of {}.</p>\n", pictures_per_detector,
                        part.worst_first.size());
  }
  return html;
}

std::string sequences_as_html(const Catalog& catalog, const QualityReport& report) {
  std::vector<const SequenceQuality*> worst_first;
  for (const SequenceQuality& sequence : report.sequences) worst_first.push_back(&sequence);
  std::ranges::stable_sort(worst_first, std::greater(), &SequenceQuality::frames_doubted);
  std::string html =
      "<h2>Sequences</h2>\n<table><tr><th>Sequence</th><th>Frames</th><th>Doubted</th>"
      "<th>Joints missing</th></tr>\n";
  for (std::size_t i = 0; i < std::min(worst_first.size(), sequences_shown); ++i) {
    const SequenceQuality& row = *worst_first[i];
    const SequenceRecord* sequence = catalog.sequence(row.sequence);
    if (sequence == nullptr) continue;
    html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", html_text(sequence->name),
                        row.frames, row.frames_doubted, row.joints_missing);
  }
  html += "</table>\n";
  if (worst_first.size() > sequences_shown) {
    html += fmt::format("<p class=\"muted\">The worst {} of {}.</p>\n", sequences_shown, worst_first.size());
  }
  return html;
}

std::string heading(const Project& project, const QualityReport& report) {
  std::int64_t frames = 0;
  std::int64_t doubted = 0;
  for (const SequenceQuality& sequence : report.sequences) {
    frames += sequence.frames;
    doubted += sequence.frames_doubted;
  }
  const std::string name = html_text(project.folder().filename().string());
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Quality of {}</title>"
      "<style>{}</style></head><body>\n<h1>Quality of {}</h1>\n<p>{} in {} of {}; {} doubted.</p>\n",
      name, style, name, counted(std::ssize(report.findings), "finding"), counted(frames, "frame"),
      counted(std::ssize(report.sequences), "sequence"), counted(doubted, "frame"));
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string html;
  while (!text.empty()) {
    if (const std::string_view mark = turning_mark_at(text); !mark.empty()) {
      html += "\ufffd";
      text.remove_prefix(mark.size());
      continue;
    }
    switch (text.front()) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += text.front();
    }
    text.remove_prefix(1);
  }
  return html;
}

std::string quality_page(const Project& project, const Catalog& catalog, const QualityReport& report,
                         const JobContext& context) {
  const PoseStore store(project.folder());
  const FindingStates states(catalog.verdicts);
  std::string page = heading(project, report) + sequences_as_html(catalog, report);
  for (const DetectorPart& part : parts_of(report)) {
    context.throw_if_stopped();
    page += part_as_html(part, catalog, states, store);
  }
  return page + "</body></html>\n";
}

}  // namespace solopose
