package org.medchain.cluster.link;

import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.RandomStreams;

/** What one party sends to another: how long it is under way, as in the simulation's network. */
public final class LinkDirection {
  private final DelayDistribution latency;
  private final UniformRandomProvider random;
  private final Uplink uplink;
  private final MeasuredDelays measured;

  /** The way out of one party, which all that it sends takes turns to use. */
  public static final class Uplink {
    private final double nsPerByte;
    private long freeNs = System.nanoTime();

    /** Each byte takes so long; 0 for no limit. */
    public Uplink(double nsPerByte) {
      this.nsPerByte = nsPerByte;
    }

    private synchronized long departure(long nowNs, int bytes) {
      freeNs = Math.max(nowNs, freeNs) + Math.round(bytes * nsPerByte);
      return freeNs;
    }
  }

  /**
   * A direction.
   *
   * @param random of this direction alone
   */
  public LinkDirection(
      DelayDistribution latency,
      UniformRandomProvider random,
      Uplink uplink,
      MeasuredDelays measured) {
    this.latency = latency;
    this.random = random;
    this.uplink = uplink;
    this.measured = measured;
  }

  /** Without a delay. */
  public static LinkDirection undelayed() {
    return new LinkDirection(
        DelayDistribution.NONE,
        new RandomStreams(0).stream("undelayed", 0),
        new Uplink(0),
        new MeasuredDelays());
  }

  synchronized long drawNs() {
    return latency.drawNs(random);
  }

  /** When these bytes have left their sender. */
  long departureNs(long nowNs, int bytes) {
    return uplink.departure(nowNs, bytes);
  }

  MeasuredDelays measured() {
    return measured;
  }
}
