#pragma once

#include <vector>

#include <QString>

namespace solopose {

class ActionRegistry;

/// A page of the manual, in Markdown. Its sources are resources/manual/LANGUAGE/ID.md, where `{key:ACTION}`
/// stands for the shortcut that the action has now, and `{name:ACTION}` for its menu, name and shortcut.
struct ManualPage {
  QString id;     ///< "key-frames"; a workspace's page has the workspace's id
  QString title;  ///< its first line
  QString text;
};

/// Every page in reading order, the last of them made of the actions: all shortcuts. English where a page is
/// not there in the language.
std::vector<ManualPage> manual_pages(const ActionRegistry& actions, const QString& language_code);

/// Does the page have every word of what was typed, in any case and order?
bool matches(const ManualPage& page, const QString& typed);

}  // namespace solopose
