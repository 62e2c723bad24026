import { Link, useLocation } from 'wouter-preact';
import { usePlaces } from '../data/use-places.ts';

const pages = [
  { href: '/traces', name: 'Traces' },
  { href: '/compare', name: 'Compare' },
] as const;

export function Header() {
  const [location] = useLocation();
  const { jaegerUrl, zipkinUrl } = usePlaces();
  return (
    <header class="header">
      <Link href="/" class="brand">
        Spanshop <span class="soft">console</span>
      </Link>
      <nav aria-label="Pages">
        {pages.map(({ href, name }) => (
          <Link key={href} href={href} aria-current={location.startsWith(href) ? 'page' : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      <div class="elsewhere">
        {jaegerUrl && <a href={`${jaegerUrl}/`}>Jaeger</a>}
        {zipkinUrl && <a href={`${zipkinUrl}/`}>Zipkin</a>}
      </div>
    </header>
  );
}
