#include "app/gui/idle_docks.h"

#include <utility>

#include <QDockWidget>

namespace solopose {

IdleDocks::IdleDocks(QObject* parent) : QObject(parent) {}

void IdleDocks::add(QDockWidget* dock, std::function<bool()> is_idle) {
  watched_.push_back({dock, std::move(is_idle)});
}

void IdleDocks::follow() {
  for (Watched& each : watched_) {
    if (each.aside && !each.dock->isHidden()) each.wanted = true;
    const bool idle = each.is_idle();
    each.wanted = each.wanted && idle;
    if (idle && !each.wanted && !each.dock->isHidden()) {
      each.dock->hide();
      each.aside = true;
    } else if (!idle && std::exchange(each.aside, false)) {
      each.dock->show();
    }
  }
}

void IdleDocks::bringBack() {
  for (Watched& each : watched_)
    if (std::exchange(each.aside, false)) each.dock->show();
}

}  // namespace solopose
