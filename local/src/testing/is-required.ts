/** Whether SPANSHOP_REQUIRE names it: tests that want it fail where it is missing, instead of being skipped. */
export function isRequired(name: string): boolean {
  return (process.env['SPANSHOP_REQUIRE'] ?? '').split(',').some(required => required.trim() === name);
}
