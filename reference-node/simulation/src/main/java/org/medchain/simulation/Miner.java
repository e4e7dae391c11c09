package org.medchain.simulation;

import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.data.Header;
import org.medchain.data.HeaderSearch;
import org.medchain.data.RandomString;

/**
 * One node's search (SIM-13): how long it takes is drawn, what it finds is real.
 *
 * <p>A search has no memory: each hash has the same chance, whichever header it is of. So the node
 * has a luck, drawn from the exponential distribution of mean 1, and mining at rate r under a
 * difficulty of w expected hashes uses it up at r / w a second; when none is left a header is found
 * and a new luck is drawn. The time to a find under one difficulty is then exponential with mean w
 * / r, exactly, however often the header is replaced or the search interrupted, and one draw is
 * made for each find.
 */
final class Miner {
  private static final long NEVER_NS = Long.MAX_VALUE;

  private final EventQueue queue;
  private final int node;
  private final double hashesPerNs;
  private final UniformRandomProvider luckDraws;
  private final UniformRandomProvider saltDraws;

  private Optional<Header> wanted = Optional.empty();
  private double luck;
  private double work;
  private double hashes;
  private long accountedNs;
  private long dueNs = NEVER_NS;

  /** The event in the queue, and when it comes; an earlier one that is still there is ignored. */
  private Find find = new Find();

  private long scheduledNs = NEVER_NS;

  Miner(EventQueue queue, int node, double hashesPerSecond, RandomStreams random) {
    this.queue = queue;
    this.node = node;
    this.hashesPerNs = hashesPerSecond / 1e9;
    this.luckDraws = random.stream("mining", node);
    this.saltDraws = random.stream("random-string", node);
    this.luck = DelayDistribution.standardExponential(luckDraws);
  }

  /** Searches for this header instead of any other. */
  void mine(Header header, long nowNs) {
    settle(nowNs);
    if (dueNs == NEVER_NS || !sameDifficulty(header)) {
      work = header.difficulty().work().doubleValue();
      dueNs = due(nowNs);
    }
    wanted = Optional.of(header);
    schedule();
  }

  private boolean sameDifficulty(Header header) {
    return wanted.isPresent() && wanted.get().difficulty().equals(header.difficulty());
  }

  private long due(long nowNs) {
    double waitNs = work == 0 ? 0 : luck * work / hashesPerNs;
    // Without hash power the wait is infinite, which the cast turns into the largest number.
    return EventQueue.later(nowNs, Math.round(waitNs));
  }

  private void schedule() {
    if (dueNs != NEVER_NS && dueNs < scheduledNs) {
      find = new Find();
      scheduledNs = dueNs;
      queue.schedule(dueNs, node, find);
    }
  }

  /** Stops searching. */
  void stop(long nowNs) {
    settle(nowNs);
    wanted = Optional.empty();
    dueNs = NEVER_NS;
  }

  /** The header that is found now that an event has come; nothing if it was put off or stopped. */
  Optional<Header> found(Find event, long atNs) {
    if (event != find) {
      return Optional.empty();
    }
    scheduledNs = NEVER_NS;
    if (dueNs > atNs) {
      schedule();
      return Optional.empty();
    }
    account(atNs);
    Header header = wanted.orElseThrow();
    wanted = Optional.empty();
    dueNs = NEVER_NS;
    luck = DelayDistribution.standardExponential(luckDraws);
    RandomString start = new RandomString(saltDraws.nextLong(), 0);
    return new HeaderSearch(header).search(start, Long.MAX_VALUE);
  }

  /** Hashes that the node has computed up to now, as its rate and the time spent say. */
  double hashesUntil(long nowNs) {
    account(nowNs);
    return hashes;
  }

  /** Accounts for the search so far, before it is replaced or stopped. */
  private void settle(long nowNs) {
    account(nowNs);
    if (dueNs <= nowNs) {
      // The find came while the core was busy with the step that now wants something else: a result
      // that nobody wants any more.
      luck = DelayDistribution.standardExponential(luckDraws);
      dueNs = NEVER_NS;
    }
  }

  private void account(long nowNs) {
    // A find is accounted at its event, a later input at the end of its handling: never go back.
    if (wanted.isPresent() && nowNs > accountedNs) {
      double done = (nowNs - accountedNs) * hashesPerNs;
      hashes += done;
      luck = work == 0 ? luck : Math.max(0, luck - done / work);
    }
    accountedNs = Math.max(accountedNs, nowNs);
  }
}
