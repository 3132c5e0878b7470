#include "model/saved_site.hpp"

namespace gongshi {

const Shape& SavedCorrection::shape() {
  static const Shape shape{
      "saved_correction",
      {field<&SavedCorrection::kind>("kind"), field<&SavedCorrection::field_name>("field"), field<&SavedCorrection::old_value>("old"),
       field<&SavedCorrection::new_value>("new"), field<&SavedCorrection::reason>("reason"),
       field<&SavedCorrection::approver_role>("approver_role"), field<&SavedCorrection::approved_on>("approved_on"),
       field<&SavedCorrection::investigation>("investigation"), field<&SavedCorrection::on>("on"),
       field<&SavedCorrection::ledger>("ledger"), field<&SavedCorrection::pending>("pending")}};
  return shape;
}

}  // namespace gongshi
