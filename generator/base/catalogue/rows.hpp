// The rows of the catalogue by the ranges of their numbers; each by code.
#pragma once
#include <span>

#include "base/catalogue.hpp"

namespace gongshi::catalogue_rows {

std::span<const CatalogueRow> files();
std::span<const CatalogueRow> records();
std::span<const CatalogueRow> wordings();
std::span<const CatalogueRow> secrecy();
std::span<const CatalogueRow> ledger();
std::span<const CatalogueRow> pages();

}  // namespace gongshi::catalogue_rows
