#include "ingest/doubles.hpp"

#include "ingest/places.hpp"

namespace gongshi {

void Doubles::add(Diagnostic diagnostic, std::size_t argument, Origin first) {
  Diagnostic carrier;
  carrier.origin = first;
  firsts_.add(std::move(carrier));
  doubles_.push_back({std::move(diagnostic), argument});
}

void Doubles::report(Intake& intake) {
  resolve_places(intake.root, intake.data, firsts_, intake.unwritten);
  for (std::size_t i = 0; i < doubles_.size(); ++i) {
    Place first = firsts_.items()[i].place;
    first.column = 0;
    doubles_[i].diagnostic.args.at(doubles_[i].argument) = place_text(first);
    intake.out.add(std::move(doubles_[i].diagnostic));
  }
}

}  // namespace gongshi
