#pragma once

#include <string>

#include <QString>

namespace solopose {

// Names come from files, and a file's name may hold anything. What would turn the reading direction, break
// the line or stay unseen is shown as what it is, "⟨U+202E⟩", so that no name looks like another. Whether a
// text is markup is another matter: see PlainLabels.

/// A name on one line.
QString shown_name(const QString& name);
QString shown_name(const std::string& utf8);

/// A text that names stand in; its own line breaks and tabs stay.
QString shown_text(const QString& text);

}  // namespace solopose
