import type { ProductPage } from '@spanshop/shared/contracts/inventory';
import type { Condition } from '@spanshop/shared/faults';

/** What the report may take, in bytes, by what a row is known to take at most: containers have little more to spare. */
export const mostReportBytes = 40_000_000;
const bytesOfRow = 160;
const mostRows = Math.floor(mostReportBytes / bytesOfRow);

interface Row {
  sku: string;
  seenAtMs: number;
  available: number;
  place: { column: number; row: number };
}

/** A report of all that was shown, in memory, whose oldest rows go when it is full. */
export interface Report extends Condition {
  /** Gives the page back. */
  kept(page: ProductPage): ProductPage;
  readonly rows: number;
}

export function createReport(): Report {
  let rowsPerProduct = 0;
  let pages: Row[][] = [];
  let rows = 0;

  return {
    async begin(magnitude) {
      rowsPerProduct = magnitude;
    },
    async end() {
      [rowsPerProduct, pages, rows] = [0, [], 0];
    },
    kept(page) {
      const rowsEach = Math.min(rowsPerProduct, Math.floor(mostRows / Math.max(page.products.length, 1)));
      const added = rowsEach * page.products.length;
      while (rows + added > mostRows) rows -= pages.shift()?.length ?? 0;
      const seenAtMs = Date.now();
      pages.push(
        page.products.flatMap(({ sku, available }, row) =>
          Array.from({ length: rowsEach }, (_, column) => ({ sku, seenAtMs, available, place: { column, row } })),
        ),
      );
      rows += added;
      return page;
    },
    get rows() {
      return rows;
    },
  };
}
