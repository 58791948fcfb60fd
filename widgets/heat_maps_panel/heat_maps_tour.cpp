#include <QAction>

#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/heat_maps_panel_private.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/profile_page.h"
#include "widgets/heat_maps_panel/readings_page.h"

namespace solopose {

std::vector<TourStop> HeatMapsPanel::tourStops() {
  std::vector<TourStop> stops;
  const std::pair<const char*, QWidget*> pages[] = {{"errors", readingsPage()},
                                                    {"bone-profile", profilePage()},
                                                    {"options", optionsPage()},
                                                    {"colours", coloursPage()}};
  for (const auto& [name, page] : pages)
    stops.push_back({.picture = QLatin1String(name), .prepare = [this, page = page] { showPage(page); }});
  const auto with = [&](const char* name, const std::vector<QAction*>& switches) {
    const auto toggle = [switches] {
      for (QAction* each : switches) each->trigger();
    };
    stops.push_back({.picture = QLatin1String(name), .prepare = toggle, .tidy = toggle});
  };
  const HeatMapActions& own = d_->actions;
  with("slices", {own.show_slices});
  with("parts", {own.show_volume, own.show_surface, own.show_decoded, own.show_sides, own.show_errors});
  return stops;
}

}  // namespace solopose
