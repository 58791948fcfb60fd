#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/evaluation/result_table.h"

namespace solopose {
namespace {

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.1f}", value) : "-"; }

template <typename Escape>
std::string escaped(std::string_view text, const Escape& escape) {
  std::string out;
  for (const char c : text) {
    const std::string_view replacement = escape(c);
    if (replacement.empty()) {
      out += c;
    } else {
      out += replacement;
    }
  }
  return out;
}

std::string tex(std::string_view text) {
  return escaped(text, [](char c) -> std::string_view {
    switch (c) {
      case '\\':
        return "\\textbackslash{}";
      case '~':
        return "\\textasciitilde{}";
      case '^':
        return "\\textasciicircum{}";
      case '&':
        return "\\&";
      case '%':
        return "\\%";
      case '$':
        return "\\$";
      case '#':
        return "\\#";
      case '_':
        return "\\_";
      case '{':
        return "\\{";
      case '}':
        return "\\}";
      case '\n':
      case '\r':
        return " ";
      default:
        return {};
    }
  });
}

std::string html(std::string_view text) {
  return escaped(text, [](char c) -> std::string_view {
    switch (c) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      case '"':
        return "&quot;";
      case '\'':
        return "&#39;";
      default:
        return {};
    }
  });
}

std::string quoted_from() {
  return fmt::format("Quoted from {}, measured there on its own test sets, not on these poses",
                     paper_results_source);
}

std::string traits_quoted_from() {
  return fmt::format("What methods are able to, quoted from {}", paper_traits_source);
}

/// The line above every table.
std::string protocol_line(const ResultTable& table) {
  return fmt::format("Protocol: {}.", text_of(table.protocol));
}

/// Sentences below a table.
std::vector<std::string> words_below(const ResultTable& table) {
  std::vector<std::string> words;
  for (const ResultChange& change : table.changes) words.push_back(text_of(change));
  for (const Note& note : table.notes) words.push_back(fmt::format("Note: {}.", text_of(note)));
  return words;
}

/// Some lines by test sets, with the same scores below each set.
struct Block {
  const std::vector<std::string>& sets;
  const std::vector<ResultLine>& lines;
  std::span<const ResultScore> scores;
};

Block measured_block(const ResultTable& table) {
  return {table.test_sets, table.measured, scores_of(table.protocol)};
}

/// The paper quotes MPJPE and P-MPJPE, whichever the protocol.
Block quoted_block(const ResultTable& table) {
  return {table.quoted_sets, table.quoted, scores_of(usual_protocol())};
}

/// `cell` of each score of each test set, in their order.
template <typename Cell>
void for_each_figure(const ResultLine& line, const Block& block, const Cell& cell) {
  for (const ResultFigures& figures : line.figures)
    for (const ResultScore& score : block.scores) cell(figures.*score.value);
}

void add_tabular(std::string& text, const Block& block) {
  auto out = std::back_inserter(text);
  const std::size_t scores = block.scores.size();
  fmt::format_to(out, "\\begin{{tabular}}{{l{}}}\n\\toprule\n", std::string(scores * block.sets.size(), 'r'));
  for (const std::string& set : block.sets)
    fmt::format_to(out, " & \\multicolumn{{{}}}{{c}}{{{}}}", scores, tex(set));
  text += " \\\\\nMethod";
  for (std::size_t i = 0; i < block.sets.size(); ++i)
    for (const ResultScore& score : block.scores) fmt::format_to(out, " & {}", score.name);
  text += " \\\\\n\\midrule\n";
  for (const ResultLine& line : block.lines) {
    text += tex(line.method);
    for_each_figure(line, block, [&](double value) { fmt::format_to(out, " & {}", number(value)); });
    text += " \\\\\n";
  }
  text += "\\bottomrule\n\\end{tabular}\n";
}

void add_traits_tabular(std::string& text, std::span<const PaperTraits> traits) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, "\\begin{{tabular}}{{l{}}}\n\\toprule\nMethod",
                 std::string(paper_trait_names.size(), 'c'));
  for (const char* name : paper_trait_names) fmt::format_to(out, " & {}", tex(name));
  text += " \\\\\n\\midrule\n";
  for (const PaperTraits& line : traits) {
    text += tex(line.method);
    for (const bool has : line.has) text += has ? " & $\\checkmark$" : " & $\\times$";
    text += " \\\\\n";
  }
  text += "\\bottomrule\n\\end{tabular}\n";
}

void add_traits_html(std::string& text, std::span<const PaperTraits> traits) {
  text += "<table>\n<tr><th>Method</th>";
  auto out = std::back_inserter(text);
  for (const char* name : paper_trait_names) fmt::format_to(out, "<th>{}</th>", html(name));
  text += "</tr>\n";
  for (const PaperTraits& line : traits) {
    fmt::format_to(out, "<tr><th>{}</th>", html(line.method));
    for (const bool has : line.has) fmt::format_to(out, "<td>{}</td>", has ? "&#10003;" : "&#215;");
    text += "</tr>\n";
  }
  text += "</table>\n";
}

void add_traits_text(std::string& text, std::span<const PaperTraits> traits) {
  text += "Method";
  auto out = std::back_inserter(text);
  for (const char* name : paper_trait_names) fmt::format_to(out, "\t{}", name);
  text += '\n';
  for (const PaperTraits& line : traits) {
    text += line.method;
    for (const bool has : line.has) text += has ? "\t✓" : "\t×";
    text += '\n';
  }
}

void add_html_table(std::string& text, const Block& block) {
  text += "<table>\n<tr><th rowspan=\"2\">Method</th>";
  auto out = std::back_inserter(text);
  for (const std::string& set : block.sets)
    fmt::format_to(out, "<th colspan=\"{}\">{}</th>", block.scores.size(), html(set));
  text += "</tr>\n<tr>";
  for (std::size_t i = 0; i < block.sets.size(); ++i)
    for (const ResultScore& score : block.scores)
      fmt::format_to(out, "<th>{} {}</th>", score.name, html(score.unit));
  text += "</tr>\n";
  for (const ResultLine& line : block.lines) {
    fmt::format_to(out, "<tr><th>{}</th>", html(line.method));
    for_each_figure(line, block, [&](double value) { fmt::format_to(out, "<td>{}</td>", number(value)); });
    text += "</tr>\n";
  }
  text += "</table>\n";
}

void add_cell(std::string& text, double value) {
  text += ',';
  if (std::isfinite(value)) fmt::format_to(std::back_inserter(text), "{}", value);
}

void add_csv_lines(std::string& text, const std::vector<std::string>& sets,
                   const std::vector<ResultLine>& lines, const std::string& source, std::string_view protocol,
                   CsvTexts texts) {
  for (const ResultLine& line : lines) {
    for (std::size_t set = 0; set < sets.size(); ++set) {
      const ResultFigures& figures = line.figures[set];
      text += fmt::format("{},{}", csv_text(line.method, texts), csv_text(sets[set], texts));
      for (const double value : {figures.mpjpe_mm, figures.p_mpjpe_mm, figures.pck150, figures.auc})
        add_cell(text, value);
      fmt::format_to(std::back_inserter(text), ",{},{},{},{},{}\n", figures.frames, csv_text(source, texts),
                     protocol, source.empty() ? name_of(line.crops) : std::string_view(),
                     csv_text(line.frame, texts));
    }
  }
}

void add_text_lines(std::string& text, const Block& block) {
  const auto plain = [](std::string_view cell) {
    return escaped(cell,
                   [](char c) -> std::string_view { return c == '\t' || c == '\n' || c == '\r' ? " " : ""; });
  };
  text += "Method";
  auto out = std::back_inserter(text);
  for (const std::string& set : block.sets)
    for (const ResultScore& score : block.scores)
      fmt::format_to(out, "\t{} {} {}", plain(set), score.name, score.unit);
  text += '\n';
  for (const ResultLine& line : block.lines) {
    text += plain(line.method);
    for_each_figure(line, block, [&](double value) { fmt::format_to(out, "\t{}", number(value)); });
    text += '\n';
  }
}

}  // namespace

std::string result_table_tex(const ResultTable& table) {
  std::string text =
      fmt::format("% needs the packages booktabs and amssymb\n{}\n\n", tex(protocol_line(table)));
  add_tabular(text, measured_block(table));
  if (!table.quoted.empty()) {
    text += fmt::format("\n\\medskip\n{}:\n\n", tex(quoted_from()));
    add_tabular(text, quoted_block(table));
  }
  if (!table.traits.empty()) {
    text += fmt::format("\n\\medskip\n{}:\n\n", tex(traits_quoted_from()));
    add_traits_tabular(text, table.traits);
  }
  for (const std::string& words : words_below(table)) text += fmt::format("\n{}\n", tex(words));
  return text;
}

std::string result_table_html(const ResultTable& table) {
  std::string text =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Results</title>\n"
      "<style>body{font-family:sans-serif}table{border-collapse:collapse}th,td{padding:.2em .6em;"
      "border-bottom:1px solid #ccc}th{text-align:left}td{text-align:right}</style>\n</head>\n<body>\n";
  text += fmt::format("<p>{}</p>\n", html(protocol_line(table)));
  add_html_table(text, measured_block(table));
  if (!table.quoted.empty()) {
    text += fmt::format("<p>{}</p>\n", html(quoted_from()));
    add_html_table(text, quoted_block(table));
  }
  if (!table.traits.empty()) {
    text += fmt::format("<p>{}</p>\n", html(traits_quoted_from()));
    add_traits_html(text, table.traits);
  }
  for (const std::string& words : words_below(table)) text += fmt::format("<p>{}</p>\n", html(words));
  return text + "</body>\n</html>\n";
}

std::string result_table_csv(const ResultTable& table, CsvTexts texts) {
  std::string text =
      "method,test_set,mpjpe_mm,p_mpjpe_mm,pck150,auc,frames,quoted_from,protocol,crops,frame\n";
  add_csv_lines(text, table.test_sets, table.measured, "", table.protocol.name, texts);
  add_csv_lines(text, table.quoted_sets, table.quoted, paper_results_source, "", texts);
  return text;
}

std::string result_table_text(const ResultTable& table) {
  std::string text = protocol_line(table) + "\n\n";
  add_text_lines(text, measured_block(table));
  if (!table.quoted.empty()) {
    text += fmt::format("\n{}\n", quoted_from());
    add_text_lines(text, quoted_block(table));
  }
  if (!table.traits.empty()) {
    text += fmt::format("\n{}\n", traits_quoted_from());
    add_traits_text(text, table.traits);
  }
  text += '\n';
  for (const std::string& words : words_below(table)) text += words + '\n';
  return text;
}

const std::vector<std::string>& result_table_endings() {
  static const std::vector<std::string> endings = {".tex", ".csv", ".html"};
  return endings;
}

void write_result_table(const std::filesystem::path& file, const ResultTable& table, CsvTexts texts) {
  const std::string ending = file.extension().string();
  if (ending == ".tex") return write_text_atomically(file, result_table_tex(table));
  if (ending == ".html") return write_text_atomically(file, result_table_html(table));
  if (ending == ".csv") return write_text_atomically(file, result_table_csv(table, texts));
  throw Error(
      fmt::format("{}: expected an ending of .tex, .csv or .html, found \"{}\"", file.string(), ending));
}

}  // namespace solopose
