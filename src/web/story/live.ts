/**
 * What happens while somebody watches, in seconds after the anchor: far enough apart to see each
 * card come or change, close enough that nobody thinks it is over.
 */
export const LIVE_SECONDS = {
  addressChanged: 12,
  waybillArrives: 26,
  etaSlips: 40,
  loadLeaves: 54,
  deliveredShort: 68,
  deliveredOnTime: 84,
  shortOrderBilled: 98,
  lostTruckArrives: 114,
  nobodyAtTheDoor: 130,
  onTimeBilled: 144,
  secondTruckLeaves: 160,
  newOrder: 176,
  cancelledTruckBack: 192,
  etaHolds: 208,
  lostTruckBilled: 222,
  newOrderPlanned: 238,
  earlyPromise: 254,
  invoiceDisputed: 270,
  paymentRepeated: 285,
  invoiceRepeated: 300,
} as const;

/** Hours after the anchor. The transport system speaks last at `lastWord`. */
export const LATER_HOURS = {
  /** An early invoice has waited a day for its goods: nothing happens but time. */
  earlyInvoiceWaited: 0.8,
  /** A payment has waited three days to be applied. */
  paymentWaited: 0.5,
  firstTruckArrives: 1.2,
  lastWord: 2,
  firstTruckBilled: 2.5,
  loadBilled: 3,
} as const;
