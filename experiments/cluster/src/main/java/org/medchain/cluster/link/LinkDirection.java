package org.medchain.cluster.link;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.RandomStreams;

/**
 * What one party sends to another: how long it is on its way, as in the simulation's network.
 *
 * @param latency that each message takes
 * @param random of this direction alone
 * @param nsPerByte how long a byte takes the sender's uplink; 0 for no limit
 * @param uplinkFreeNs when the uplink has carried all that was given to it: what a sender's
 *     directions share takes turns
 * @param measured where it is recorded what passes
 */
public record LinkDirection(
    DelayDistribution latency,
    UniformRandomProvider random,
    double nsPerByte,
    AtomicLong uplinkFreeNs,
    MeasuredDelays measured) {
  /** Without a delay. */
  public static LinkDirection undelayed() {
    return new LinkDirection(
        DelayDistribution.NONE,
        new RandomStreams(0).stream("undelayed", 0),
        0,
        new AtomicLong(System.nanoTime()),
        new MeasuredDelays());
  }

  synchronized long drawNs() {
    return latency.drawNs(random);
  }

  /** When these bytes have left their sender. */
  long departureNs(long nowNs, int bytes) {
    return uplinkFreeNs.updateAndGet(
        freeNs -> Math.max(nowNs, freeNs) + Math.round(bytes * nsPerByte));
  }
}
