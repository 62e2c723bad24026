import { Router } from 'express';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Spanshop console</title>
    <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }</style>
  </head>
  <body>
    <h1>Spanshop console</h1>
    <p>This will be the page for people: the shop, its traces, its faults and its reports.</p>
    <p>Until then the shop answers at the gateway, and its traces are in the trace backend; the terminal that started the
    shop prints both addresses.</p>
  </body>
</html>
`;

export function homeRoutes(): Router {
  return Router().get('/', (_request, response) => {
    response.type('html').send(page);
  });
}
