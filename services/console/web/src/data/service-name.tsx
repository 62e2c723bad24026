import { Text } from '../text/text.tsx';
import { colourOf } from './service-colours.ts';

/** A service with its colour beside it, so that nobody has to tell colours apart by name. */
export function ServiceName({ name }: { readonly name: string }) {
  return (
    <span class="service">
      <i class="swatch" style={{ backgroundColor: colourOf(name) }} />
      <Text>{name}</Text>
    </span>
  );
}
