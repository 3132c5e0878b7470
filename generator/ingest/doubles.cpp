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
    const Place& first = firsts_.items()[i].place;
    std::string& argument = doubles_[i].diagnostic.args.at(doubles_[i].argument);
    argument = first.line == 0 ? first.file : first.file + ":" + std::to_string(first.line);
    intake.out.add(std::move(doubles_[i].diagnostic));
  }
}

}  // namespace gongshi
