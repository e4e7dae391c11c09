package org.medchain.faults.host;

/**
 * What a node's HTTP service answered when it was asked where the ledger stands.
 *
 * @param atNs when it was asked, from the beginning of the load
 * @param node which
 * @param code of HTTP; 0 if no answer came
 * @param tookMs until the answer, or until it was given up
 * @param height that it told; 0 without an answer
 * @param head hash of the block at that height, in hexadecimal digits; empty without an answer
 */
public record ServiceRead(long atNs, int node, int code, long tookMs, long height, String head) {
  /** HTTP's code of an answer. */
  public static final int ANSWERED = 200;

  /** Whether it told something. */
  public boolean answered() {
    return code == ANSWERED;
  }
}
