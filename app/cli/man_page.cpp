#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/described_options.h"
#include "app/cli/program_texts.h"

namespace solopose {
namespace {

/// Text as roff shows it: no line is a request, hyphens can be copied into a shell.
std::string roff(const std::string& text) {
  std::string safe;
  bool line_starts = true;
  for (const char c : text) {
    if (line_starts && (c == '.' || c == '\'')) safe += "\\&";
    if (c == '\\') {
      safe += "\\e";
    } else if (c == '-') {
      safe += "\\-";
    } else {
      safe += c;
    }
    line_starts = c == '\n';
  }
  return safe;
}

std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + roff(text) + "\\fR"; }

std::string item(const DescribedOption& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.names) names.push_back(bold(name));
  std::string head = fmt::format("{}", fmt::join(names, ", "));
  if (option.takes_value()) head += (head.empty() ? "" : " ") + italic(option.argument);
  return fmt::format(".TP\n{}\n{}\n", head, roff(option.description));
}

std::string section_of(const CLI::App& verb) {
  std::string call = ".B solopose " + roff(verb.get_name()) + "\n";
  std::string items;
  for (const DescribedOption& argument : described_arguments(verb)) {
    call += italic(argument.argument) + "\n";
    items += item(argument);
  }
  call += "[options]\n";
  for (const DescribedOption& option : described_options(verb)) items += item(option);
  std::string text =
      fmt::format(".SS {}\n{}.PP\n{}.\n{}", roff(verb.get_name()), call, roff(verb.get_description()), items);
  if (const std::string notes = verb.get_footer(); !notes.empty())
    text += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(notes));
  return text;
}

}  // namespace

std::string man_page(const CLI::App& program) {
  std::string page = fmt::format(
      ".TH SOLOPOSE 1 \"\" \"SoloPose Studio {}\" \"User commands\"\n"
      ".ad l\n"  // long flags cannot be spread over a line
      ".SH NAME\nsolopose \\- {}\n"
      ".SH SYNOPSIS\n.B solopose\n.I verb\n[arguments] [options]\n"
      ".SH DESCRIPTION\nWhat the window of\n.BR solopose\\-studio (1)\ncomputes, from the command line. "
      "Results go "
      "to standard output (as JSON with\n.BR \\-\\-json ),\nprogress and remarks to standard error.\n"
      ".SH VERBS\n",
      SOLOPOSE_VERSION, roff(program.get_description()));
  for (const CLI::App* verb : shown_verbs(program)) page += section_of(*verb);
  return page +
         ".SH EXIT STATUS\n0 done, 1 failed or cancelled, 2 wrong usage.\n"
         ".SH SEE ALSO\n.BR solopose\\-studio (1)\n";
}

}  // namespace solopose
