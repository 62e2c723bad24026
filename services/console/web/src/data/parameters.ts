/** What an address says after its question mark. */
export type Parameters<Name extends string> = Readonly<Partial<Record<Name, string>>>;
