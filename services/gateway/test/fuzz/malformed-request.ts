import type { Random } from './random.ts';

const methods = ['GET', 'GET', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'BREW', 'get', ''];
const targets = [
  ...[
    '/products',
    '/products?limit=5',
    '/products/sku-0001',
    '/orders',
    '/openapi.json',
    '/healthz',
    '/readyz',
    '/metrics',
  ],
  ...['/orders/0b8f0f9e-6f0e-4a43-9d6a-0d6a3f9e7a11', '/orders/0b8f0f9e-6f0e-4a43-9d6a-0d6a3f9e7a11/cancel'],
  ...['/customers/cus-0042/orders', '/customers/cus-0042/orders?cursor=W10', '/products?cursor=%FF&limit=-1'],
  ...[
    '*',
    '',
    '//',
    '//[::1',
    '/\\[::1',
    'http://[::1',
    'http://localhost/products',
    'ftp://localhost/',
    '[::1',
    ':80',
  ],
  ...['/%', '/%00', '/%E0%A4%A', '/..%2f..%2fetc/passwd', '/orders/%c0%ae/cancel', '/products#x', '/products?%', '/ x'],
  ...['/__proto__', '/constructor', '/products?__proto__[x]=1', '/products?limit=1&limit=2', `/${'a'.repeat(9_000)}`],
  `/${'%41'.repeat(7_000)}`,
];
const headers = [
  ...[
    'Host: evil.example',
    'Host: localhost',
    'Host:',
    'Host: [::1',
    'Host: \u00ff',
    'Origin: null',
    'Origin: http://x',
  ],
  ...['Content-Length: 5', 'Content-Length: -1', 'Content-Length: 1e3', 'Content-Length: 99999999999999999999'],
  ...['Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked', 'Transfer-Encoding: \u000bchunked'],
  ...['Content-Type: text/plain', 'Content-Type: application/json; charset=utf-7', 'Content-Type: ;;;'],
  ...['Content-Encoding: gzip', 'Content-Encoding: br', 'Content-Encoding: deflate, gzip', 'Expect: 100-continue'],
  ...['Expect: miracle', 'Upgrade: websocket', 'Connection: upgrade', 'Connection: keep-alive', 'TE: trailers'],
  ...[
    'traceparent: 00-00-00-00',
    'tracestate: =,=',
    'baggage: shop.synthetic=%zz',
    'x-tenant: __proto__',
    'x-tenant: \u0000',
  ],
  ...['Idempotency-Key: ', `Idempotency-Key: ${'k'.repeat(500)}`, 'x-timeout-ms: NaN', 'Forwarded: for="[', ': empty'],
  ...[
    'no colon',
    ' folded: line',
    'Space : before',
    `X-Large: ${'x'.repeat(17_000)}`,
    'Cookie: \u0001',
    'Range: bytes=0-',
  ],
];
const order =
  '{"customerId":"cus-0042","currency":"EUR","paymentToken":"tok_visa","items":[{"sku":"sku-0001","quantity":1}]}';
const bodies = [
  ...[
    order,
    order.slice(0, 60),
    `${order}}`,
    '{}',
    '[]',
    'null',
    '""',
    '{"items":',
    '\u0000',
    '\ufeff{}',
    '{"a":1e999}',
  ],
  ...['{"__proto__":{"x":1}}', '{"customerId":{"$gt":""}}', order.replace('1}', '9007199254740993}'), '\ud800'],
  ...[
    '['.repeat(20_000),
    `{"x":"${'y'.repeat(110_000)}"}`,
    '5\r\nhello\r\n0\r\n\r\n',
    'zz\r\n\r\n',
    '0\r\nTrailer: x\r\n\r\n',
  ],
];
const openings = [
  ...[
    '\u0016\u0003\u0001\u0002\u0000',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET /\r\n\r\n',
    '\r\n\r\n\r\n',
    'HELO mail\r\n',
  ],
  ...[
    '{"json":true}\r\n\r\n',
    '\u0000'.repeat(100),
    'GET / HTTP/9.9\r\n\r\n',
    'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n',
  ],
];

const good = [
  ['GET', '/products?limit=5', ''],
  ['GET', '/products/sku-0001', ''],
  ['GET', '/customers/cus-0042/orders', ''],
  ['GET', '/openapi.json', ''],
  ['POST', '/orders', order],
] as const;

/** A request that is wrong in one way or several, or in none; a few never come to their end. */
export function malformedRequest(random: Random): Buffer {
  if (random.chance(0.05)) return Buffer.from(random.pick(openings), 'latin1');
  const [method, target, body] = random.chance(0.4) ? random.pick(good) : anyOf(random);
  const lines = [`${method} ${target} ${random.chance(0.95) ? 'HTTP/1.1' : 'HTTP/1.0'}`];
  if (random.chance(0.95)) lines.push('Host: localhost');
  if (body && random.chance(0.9)) lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  if (body && random.chance(0.9)) lines.push('Content-Type: application/json');
  if (random.chance(0.7)) lines.push(`Idempotency-Key: ${random.integer(1_000_000)}`);
  if (random.chance(0.5)) for (let count = random.integer(4); count > 0; count -= 1) lines.push(random.pick(headers));
  const bytes = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]);
  if (random.chance(0.2)) damage(bytes, random);
  return random.chance(0.02) ? bytes.subarray(0, random.integer(bytes.length)) : bytes;
}

function anyOf(random: Random): readonly [method: string, target: string, body: string] {
  return [random.pick(methods), random.pick(targets), random.chance(0.5) ? random.pick(bodies) : ''];
}

function damage(bytes: Buffer, random: Random): void {
  for (let count = 1 + random.integer(5); count > 0; count -= 1)
    bytes[random.integer(bytes.length)] = random.integer(256);
}
