import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalBrowser } from '@spanshop/local/browser';

export interface Picture {
  file: string;
  bytes: number;
}

/** Renders a page by day and by night: `order-light.png` and `order-dark.png`. */
export async function takePictures(browser: LocalBrowser, page: string, folder: string): Promise<Picture[]> {
  const running = await browser.launch();
  try {
    const pictures: Picture[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      const file = join(folder, `order-${colorScheme}.png`);
      const view = await running.newPage({ colorScheme, viewport: { width: 832, height: 400 } });
      await view.setContent(page);
      await view.screenshot({ path: file, fullPage: true });
      pictures.push({ file, bytes: (await stat(file)).size });
    }
    return pictures;
  } finally {
    await running.close();
  }
}
