package org.medchain.comparison.config;

/**
 * Costs charged to a node's one processor, in microseconds of virtual time (key {@code cpu}).
 *
 * @param signUs making a signature, 0 or more
 * @param verifyUs checking one, 0 or more
 * @param hashUsPerKib hashing 1024 bytes, 0 or more
 * @param handleUs handling any message, 0 or more
 * @param executeUs executing one transaction, 0 or more
 */
public record CpuConfig(
    double signUs, double verifyUs, double hashUsPerKib, double handleUs, double executeUs) {
  /**
   * One core with Bouncy Castle's Ed25519 (45 k signatures made and 20 k checked a second) and the
   * JDK's SHA-256; 5 µs a message and 20 µs a transaction.
   */
  public static CpuConfig defaults() {
    return new CpuConfig(22, 48, 1, 5, 20);
  }
}
