package org.medchain.simulation.host;

import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.data.Header;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.RandomString;
import org.medchain.simulation.event.BlockFound;
import org.medchain.simulation.event.EventQueue;
import org.medchain.simulation.model.DelayDistribution;
import org.medchain.simulation.model.RandomStreams;

/**
 * One node's search (SIM-13): its duration is drawn, its result is a real header.
 *
 * <p>A search has no memory: each hash has the same chance, whichever header it belongs to. So the
 * node has a luck, drawn from the exponential distribution of mean 1, and mining at rate r under a
 * difficulty of w expected hashes uses it up at r / w a second; at zero a header is found and a new
 * number is drawn. The time to a find under one difficulty is then exponential with mean w / r,
 * exactly, however often the header is replaced or the search interrupted, and one draw is made for
 * each find.
 */
public final class MiningProcess {
  private static final long UNREACHABLE_NS = Long.MAX_VALUE;

  private final EventQueue queue;
  private final int node;
  private final double hashesPerNs;
  private final UniformRandomProvider exponentialDraws;
  private final UniformRandomProvider saltDraws;

  private Optional<Header> searchedHeader = Optional.empty();
  private double exponentialDraw;
  private double work;
  private double hashes;
  private long accountedNs;
  private long dueNs = UNREACHABLE_NS;

  /** The event in the queue, and when it comes; an earlier one that is still there is ignored. */
  private BlockFound scheduledFind = new BlockFound();

  private long scheduledNs = UNREACHABLE_NS;

  public MiningProcess(EventQueue queue, int node, double hashesPerSecond, RandomStreams random) {
    this.queue = queue;
    this.node = node;
    this.hashesPerNs = hashesPerSecond / 1e9;
    this.exponentialDraws = random.stream("mining", node);
    this.saltDraws = random.stream("random-string", node);
    this.exponentialDraw = DelayDistribution.standardExponential(exponentialDraws);
  }

  /** Searches for this header instead of any other. */
  void mine(Header header, long nowNs) {
    creditHashes(nowNs);
    if (dueNs == UNREACHABLE_NS || !sameDifficulty(header)) {
      work = header.difficulty().work().doubleValue();
      dueNs = due(nowNs);
    }
    searchedHeader = Optional.of(header);
    schedule();
  }

  private boolean sameDifficulty(Header header) {
    return searchedHeader.isPresent()
        && searchedHeader.get().difficulty().equals(header.difficulty());
  }

  private long due(long nowNs) {
    double waitNs = work == 0 ? 0 : exponentialDraw * work / hashesPerNs;
    // Without hash power the wait is infinite, which the cast turns into the largest number.
    return EventQueue.addSaturated(nowNs, Math.round(waitNs));
  }

  private void schedule() {
    if (dueNs != UNREACHABLE_NS && dueNs < scheduledNs) {
      scheduledFind = new BlockFound();
      scheduledNs = dueNs;
      queue.schedule(dueNs, node, scheduledFind);
    }
  }

  /** Stops searching. */
  void stop(long nowNs) {
    creditHashes(nowNs);
    searchedHeader = Optional.empty();
    dueNs = UNREACHABLE_NS;
  }

  /** The header that is found now that an event has come; nothing if it was put off or stopped. */
  Optional<Header> found(BlockFound event, long atNs) {
    if (event != scheduledFind) {
      return Optional.empty();
    }
    scheduledNs = UNREACHABLE_NS;
    if (dueNs > atNs) {
      schedule();
      return Optional.empty();
    }
    countHashes(atNs);
    Header header = searchedHeader.orElseThrow();
    searchedHeader = Optional.empty();
    dueNs = UNREACHABLE_NS;
    exponentialDraw = DelayDistribution.standardExponential(exponentialDraws);
    RandomString start = new RandomString(saltDraws.nextLong(), 0);
    return new ProofOfWorkSearch(header).search(start, Long.MAX_VALUE);
  }

  /** Hashes that the node has computed up to now, from its rate and the time spent. */
  double hashesUntil(long nowNs) {
    countHashes(nowNs);
    return hashes;
  }

  /** Accounts for the search so far, before it is replaced or stopped. */
  private void creditHashes(long nowNs) {
    countHashes(nowNs);
    if (dueNs <= nowNs) {
      // The header was found while the core was busy with a step that now searches another one: the
      // result is stale.
      exponentialDraw = DelayDistribution.standardExponential(exponentialDraws);
      dueNs = UNREACHABLE_NS;
    }
  }

  private void countHashes(long nowNs) {
    // A find is accounted at its event, a later input at the end of its handling: never go back.
    if (searchedHeader.isPresent() && nowNs > accountedNs) {
      double done = (nowNs - accountedNs) * hashesPerNs;
      hashes += done;
      exponentialDraw = work == 0 ? exponentialDraw : Math.max(0, exponentialDraw - done / work);
    }
    accountedNs = Math.max(accountedNs, nowNs);
  }
}
