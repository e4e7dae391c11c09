package org.medchain.simulation.model;

import org.medchain.data.Argument;

/**
 * Costs charged to a node's one core, in microseconds of virtual time (SIM-6).
 *
 * @param signUs making a signature
 * @param verifyUs checking one; each nested signature counts
 * @param hashUsPerKib hashing 1024 bytes of a message that came
 * @param handleUs handling any message, timer, found header or notice of durability
 * @param executeUs executing one transaction
 * @param macUs making or checking one message authentication code
 */
public record CpuModel(
    double signUs,
    double verifyUs,
    double hashUsPerKib,
    double handleUs,
    double executeUs,
    double macUs) {
  /** The time of HMAC-SHA-256 over a quarter of a KiB on one core of a server. */
  private static final double USUAL_MAC_US = 0.4;

  /** Everything takes no time. */
  public static final CpuModel FREE = new CpuModel(0, 0, 0, 0, 0, 0);

  public CpuModel {
    requireCosts(signUs, verifyUs, hashUsPerKib, handleUs, executeUs, macUs);
  }

  static void requireCosts(double... costsUs) {
    for (double cost : costsUs) {
      Argument.refuseIf(!(cost >= 0 && cost < 1e12), "a cost is 0 µs or more, not %s", cost);
    }
  }

  /** With the usual cost of a code. */
  public CpuModel(
      double signUs, double verifyUs, double hashUsPerKib, double handleUs, double executeUs) {
    this(signUs, verifyUs, hashUsPerKib, handleUs, executeUs, USUAL_MAC_US);
  }

  /** One message authentication code, in ns. */
  public long macNs() {
    return Math.round(1e3 * macUs);
  }

  /** Receiving a message with these numbers of signatures and bytes, in ns. */
  public long receiveNs(int signatures, long bytes) {
    return Math.round(1e3 * (handleUs + verifyUs * signatures + hashUsPerKib * bytes / 1024));
  }

  /** Handling anything that carries neither signatures nor bytes to hash, in ns. */
  public long handleNs() {
    return Math.round(1e3 * handleUs);
  }

  /** Checking one signature, in ns. */
  public long verifyNs() {
    return Math.round(1e3 * verifyUs);
  }

  /** Making one signature, in ns. */
  public long signNs() {
    return Math.round(1e3 * signUs);
  }

  /** Executing a block of this number of transactions, in ns. */
  public long executeNs(int transactions) {
    return Math.round(1e3 * executeUs * transactions);
  }
}
