import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

/** Addresses that people open; each shows the same document, which draws what its address says. */
const pages = ['/', '/traces', '/traces/:traceId', '/compare'];

/**
 * The pages as they were built. The document is never kept, so that it always names the files of its own build; those have
 * their content's hash in their names and may be kept for good.
 *
 * @param folder where the build put them
 * @param onOpen runs before the document is sent
 */
export function pageRoutes(folder: string, onOpen: RequestHandler): Router {
  const assets = express.static(join(folder, 'assets'), {
    cacheControl: false,
    setHeaders: response => response.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
    index: false,
    redirect: false,
  });
  const sendDocument: RequestHandler = (_request, response, next) => {
    response.sendFile('index.html', { root: folder, cacheControl: false, lastModified: false }, next);
  };
  return (
    Router()
      .use('/assets', assets)
      .get(pages, onOpen, sendDocument)
      // Who opens an address that is none is told by a page too.
      .get('/{*any}', (request, response, next) => {
        if (request.accepts(['json', 'html']) !== 'html') return next();
        response.status(404);
        sendDocument(request, response, next);
      })
  );
}
