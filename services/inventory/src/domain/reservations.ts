import type { Reservation, ReservationRequest } from '@spanshop/shared/contracts/inventory';

export interface Reservations {
  /**
   * Takes the pieces off what is available, all or none. Repeating it changes nothing.
   *
   * @throws AppError 409 `out_of_stock`, or `reservation_released` when its release came first
   */
  reserve(request: ReservationRequest): Promise<Reservation>;
  /** Gives the pieces back; where nothing was reserved it leaves a tombstone that refuses a late reserve. */
  release(orderId: string): Promise<Reservation>;
  /**
   * The pieces have left: reserved becomes shipped.
   *
   * @throws AppError 404 where nothing is reserved, 409 where it was released
   */
  ship(orderId: string): Promise<Reservation>;
}
