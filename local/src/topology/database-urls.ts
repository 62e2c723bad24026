/** Connections of the shop's roles; their passwords are for demonstrations only. */
export interface DatabaseUrls {
  of(service: string): string;
  migration: string;
  auditor: string;
}

/** A shop's database, `spanshop` if not said otherwise, in the server that an admin's connection names. */
export function databaseUrls(adminUrl: string, name = 'spanshop'): DatabaseUrls {
  const urlAs = (username: string) =>
    Object.assign(new URL(adminUrl), { username, password: 'demo-only', pathname: `/${name}` }).href;
  return {
    of: service => urlAs(`spanshop_${service}`),
    migration: urlAs('spanshop_migrator'),
    auditor: urlAs('spanshop_auditor'),
  };
}
