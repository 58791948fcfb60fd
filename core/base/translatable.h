#pragma once

/// A text of core that the window says in its language, which it finds by the context and the text itself:
/// TRANSLATABLE("solopose::Reason", "the left knee"). lupdate knows the word, see
/// translations/CMakeLists.txt.
#define TRANSLATABLE(context, text) text
