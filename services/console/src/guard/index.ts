export { createPageToken, type PageToken } from './page-token.ts';
export { securityHeaders } from './security-headers.ts';
