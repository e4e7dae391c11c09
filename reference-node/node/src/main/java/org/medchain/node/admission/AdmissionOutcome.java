package org.medchain.node.admission;

/** The decision on a message that came over a link, before its body is decoded (NODE-19). */
public enum AdmissionOutcome {
  /** It is handed over; its receiver bounds its cost. */
  TAKEN,
  /** It is handed over, or answered, as long as the link keeps to the rate of its kind. */
  LIMITED,
  /** It is dropped and counted; a call gets the reason. The link stays. */
  REFUSED,
  /** No correct peer of this role sends it: the link is closed with the reason. */
  CLOSED
}
