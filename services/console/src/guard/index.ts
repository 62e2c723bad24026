export { ownPagesOnly } from './own-pages-only.ts';
export { createPageToken, type PageToken } from './page-token.ts';
export { securityHeaders } from './security-headers.ts';
