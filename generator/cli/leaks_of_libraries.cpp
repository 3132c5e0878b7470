// For builds under AddressSanitizer: what libraries lose and we cannot mend.
// libxlsxwriter 1.1.4 copies the formula of a list validation (worksheet_data_validation_range) and never frees the copy.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier): the sanitizer asks for this name
extern "C" const char* __lsan_default_options();       // NOLINT(bugprone-reserved-identifier): as above
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }    // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { return "leak:lxw_strdup\n"; }  // NOLINT(bugprone-reserved-identifier)
