package org.medchain.consensus.pbft.message;

import static org.medchain.consensus.QuorumCertificate.VIEW_BITS;

import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/**
 * View numbers that never go back, although each epoch counts its views from 0 (decision 0072): the
 * epoch is in the high bits. So a vote names its epoch, and a vote of another epoch cannot count in
 * this one.
 */
public final class ViewNumbers {
  private ViewNumbers() {}

  /** The first view of an epoch. */
  public static long first(long epoch) {
    return epoch << VIEW_BITS;
  }

  /** The epoch that a view belongs to. */
  public static long epoch(long view) {
    return view >>> VIEW_BITS;
  }

  /**
   * For people: the number, with the epoch in front of it after the first change of the members.
   */
  public static String text(long view) {
    return epoch(view) == 0 ? Long.toString(view) : epoch(view) + "." + number(view);
  }

  /**
   * The primary of a view (Castro and Liskov 1999, §4: p = v mod n), v counted within the epoch.
   */
  public static PublicKey primary(Membership members, long view) {
    return members.key((int) (number(view) % members.size()));
  }

  /** The view's number in its epoch, from 0. */
  public static long number(long view) {
    return view & ((1L << VIEW_BITS) - 1);
  }
}
