import { Router } from 'express';
import { openApiDocument } from '../openapi/document.ts';

export function openApiRoutes(): Router {
  return Router().get('/openapi.json', (_request, response) => {
    response.json(openApiDocument);
  });
}
