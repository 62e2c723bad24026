export interface Stock {
  /**
   * Adds pieces to one product, or to each that is no limited edition. Returns how many products got them.
   *
   * @throws AppError 404 for a product that does not exist
   */
  restock(quantity: number, sku?: string): Promise<number>;
}
