#pragma once

#include <QStringList>

#include "core/evaluation/kept_results.h"

namespace solopose {

// What core says of results in English, for people.

QString conditions_text(const MeasuredUnder& conditions);
/// The line above a table.
QString protocol_text(const ResultTable& table);
/// "AIST++, test" with the split in the window's language.
QString test_set_text(const std::string& test_set);
/// A run's or a method's name; the mean pose's is translated.
QString line_text(const std::string& method);
/// A mean pose's line in the frame that the models do not answer in.
bool is_of_another_frame(const std::string& method);
QString change_sentence(const ResultChange& change);
/// A line each; what is said of several methods in the same words stands once, behind all their names.
QStringList note_texts(const std::vector<Note>& notes);
QString trait_text(std::size_t trait);  ///< of paper_trait_names

}  // namespace solopose
