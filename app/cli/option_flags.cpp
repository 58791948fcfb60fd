#include "app/cli/option_flags.h"

#include <algorithm>

#include <fmt/format.h>

namespace solopose {
namespace {

/// The field of its kind; the description has it wherever it had it before.
template <typename Field>
Field field_at(const Described& options, const std::string& path) {
  return std::get<Field>(option_at(options, path, true).value());
}

}  // namespace

std::vector<std::string> words_of(const std::vector<std::string_view>& names) {
  return {names.begin(), names.end()};
}

CLI::Option* OptionFlags::add(const std::string& flag, const std::string& path, const std::string& help,
                              const std::vector<std::string>& words) const {
  const OptionField facts = option_at(all_, path, true).value();
  return std::visit(ForEachKind{[&](const FlagField&) -> CLI::Option* {
                                  return verb_.add_flag_function(
                                      flag,
                                      [live = live_, path](std::int64_t count) {
                                        *field_at<FlagField>(live, path).value = count > 0;
                                      },
                                      help);
                                },
                                [&](const WholeField& whole) { return add_whole(flag, path, help, whole); },
                                [&](const NumberField& number) {
                                  CLI::Option* option =
                                      add_number<double>(flag, help, expected_of(facts), number.low,
                                                         number.high, [live = live_, path](double value) {
                                                           *field_at<NumberField>(live, path).value = value;
                                                         });
                                  return with_default(option, path, fmt::format("{}", *number.value));
                                },
                                [&](const TextField&) -> CLI::Option* {
                                  return verb_.add_option_function<std::string>(
                                      flag,
                                      [live = live_, path](const std::string& text) {
                                        *field_at<TextField>(live, path).value = text;
                                      },
                                      help);
                                },
                                [&](const PathField&) -> CLI::Option* {
                                  return verb_.add_option_function<std::string>(
                                      flag,
                                      [live = live_, path](const std::string& text) {
                                        *field_at<PathField>(live, path).value = text;
                                      },
                                      help);
                                },
                                [&](const ChoiceField& choice) {
                                  return add_choice(flag, path, help,
                                                    words.empty() ? words_of(choice.names) : words, choice);
                                },
                                [&](const auto&) -> CLI::Option* {
                                  throw std::logic_error(fmt::format("{}: a list is no flag", path));
                                }},
                    facts);
}

CLI::Option* OptionFlags::with_default(CLI::Option* option, const std::string& path,
                                       const std::string& text) const {
  return option_at(live_, path) ? option->default_str(text) : option;
}

template <typename Number, typename Put>
CLI::Option* OptionFlags::add_number(const std::string& flag, const std::string& help,
                                     const std::string& expected, Number low, Number high,
                                     const Put& put) const {
  const auto refusal = [low, high, expected](const std::string& text) {
    Number number{};
    const bool right = CLI::detail::lexical_cast(text, number) && number >= low && number <= high;
    return right ? std::string() : fmt::format("expected {}, found {}", expected, text);
  };
  constexpr Number most_shown = 1'000'000'000;  // the help need not tell where the computer's numbers end
  const std::string range =
      high > most_shown ? fmt::format("from {}", low) : fmt::format("in [{} - {}]", low, high);
  return verb_.add_option_function<Number>(flag, put, help)
      ->check(CLI::Validator(refusal, fmt::format("{} {}", CLI::detail::type_name<Number>(), range)));
}

CLI::Option* OptionFlags::add_whole(const std::string& flag, const std::string& path, const std::string& help,
                                    const WholeField& facts) const {
  const auto put = [live = live_, path](auto value) { field_at<WholeField>(live, path).set(value); };
  const auto high = facts.high.as<std::int64_t>();
  CLI::Option* option = high ? add_number<std::int64_t>(flag, help, expected_of(facts),
                                                        facts.low.as<std::int64_t>().value_or(0), *high, put)
                             : add_number<std::uint64_t>(flag, help, expected_of(facts),
                                                         facts.low.as<std::uint64_t>().value_or(0),
                                                         facts.high.as<std::uint64_t>().value_or(0), put);
  return with_default(option, path, facts.get().text());
}

CLI::Option* OptionFlags::add_choice(const std::string& flag, const std::string& path,
                                     const std::string& help, const std::vector<std::string>& words,
                                     const ChoiceField& facts) const {
  const auto put = [live = live_, path, words](const std::string& word) {
    field_at<ChoiceField>(live, path)
        .choose(static_cast<std::size_t>(std::ranges::find(words, word) - words.begin()));
  };
  CLI::Option* option = verb_.add_option_function<std::string>(flag, put, help)->check(CLI::IsMember(words));
  return with_default(option, path, words[facts.chosen().value_or(0)]);
}

}  // namespace solopose
