package org.medchain.faults.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.adversary.SeededDraws;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.consensus.Protocol;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pow.ProofOfWork;
import org.medchain.faults.schedule.ScheduledHost.DeferredWork;

/**
 * The plan drawn from a seed before a run (SCH-1, SCH-2): the size of the system, the Byzantine
 * members and their behaviour, the work that hosts defer.
 *
 * @param seed of everything
 * @param kind of search
 * @param nodes n, members at the start
 * @param spares hosts that may become members
 * @param window W
 * @param interval K, heights between checkpoints; for proof of work k, blocks that confirm one
 * @param batch requests in a block at most
 * @param byzantine by host number: its behaviour
 * @param deferredWork by host number: the work that it defers
 * @param skewMs by host number: how far its clock is ahead
 * @param clients that write and read
 * @param episodes of the chaos phase
 * @param latencyMs of the slowest message after healing
 * @param restarts whether hosts may come back after a crash
 * @param changes how often the regulatory center changes the members
 * @param busyClient whether one client continues to submit while the others wait, after healing
 * @param isolatedHost whether one correct host is cut off until the others have discarded the
 *     blocks that it lacks
 */
public record SchedulePlan(
    long seed,
    ScheduleKind kind,
    int nodes,
    int spares,
    int window,
    int interval,
    int batch,
    Map<Integer, String> byzantine,
    List<DeferredWork> deferredWork,
    List<Integer> skewMs,
    int clients,
    int episodes,
    int latencyMs,
    boolean restarts,
    int changes,
    boolean busyClient,
    boolean isolatedHost) {
  /** The kind of schedule. */
  public enum ScheduleKind {
    /** PBFT with at most f Byzantine members. */
    PBFT(Pbft.PROTOCOL),
    /** PBFT whose blocks bear a proof of work. */
    SEALED(Pbft.PROTOCOL),
    /** Proof of work. */
    POW(ProofOfWork.PROTOCOL),
    /** PBFT with one twin more than agreement bears, 2Q − n: the search must find a violation. */
    TWINS(Pbft.PROTOCOL),
    /** PBFT with 2Q − n − 1 twins: the search must find none. */
    FEWER_TWINS(Pbft.PROTOCOL),
    /** PBFT with a client whose requests only some members ever get (SCH-17). */
    PARTIAL_CLIENT(Pbft.PROTOCOL),
    /** PBFT whose members get old or empty disks, one after the other (SCH-19). */
    OLD_COPY(Pbft.PROTOCOL),
    /**
     * PBFT with faults, and then a timely network on which faulty members and clients continue
     * (SCH-23).
     */
    LIVENESS(Pbft.PROTOCOL);

    private final Protocol protocol;

    ScheduleKind(Protocol protocol) {
      this.protocol = protocol;
    }

    /** What its members run. */
    Protocol protocol() {
      return protocol;
    }
  }

  /** The numbers of members that are tried. */
  static final int[] SIZES = {4, 5, 6, 7, 10};

  /** Of a thousand plans this number isolate a host: only then a state has to be transferred. */
  private static final int ISOLATED_HOST_PERMILLE = 250;

  /** In these the start is an episode like others: few get far in it, so it is not the rule. */
  private static final int UNQUIET_START_PERMILLE = 100;

  /** Smaller systems take less time and show most of what larger ones do. */
  private static final List<Integer> SIZE_WEIGHTS = List.of(4, 4, 4, 4, 5, 5, 6, 6, 7, 7, 10);

  /** Draws kind and plan of a seed, the basis of every search. */
  public static SchedulePlan of(long seed) {
    int kind = SeededDraws.of(seed, "kind").below(100);
    return of(kindOf(kind), seed);
  }

  private static ScheduleKind kindOf(int percent) {
    return percent < 78
        ? ScheduleKind.PBFT
        : percent < 82
            ? ScheduleKind.OLD_COPY
            : percent < 90 ? ScheduleKind.SEALED : ScheduleKind.POW;
  }

  /** Draws the plan of a seed. */
  public static SchedulePlan of(ScheduleKind kind, long seed) {
    return of(kind, seed, SeededDraws.of(seed, "plan").pick(SIZE_WEIGHTS));
  }

  /** Draws the plan of a seed with as many members. */
  public static SchedulePlan of(ScheduleKind kind, long seed, int nodes) {
    SeededDraws draw = SeededDraws.of(seed, "plan");
    draw.pick(SIZE_WEIGHTS);
    boolean twins = kind == ScheduleKind.TWINS || kind == ScheduleKind.FEWER_TWINS;
    boolean changing = kind == ScheduleKind.PBFT && draw.chance(300);
    boolean hermit =
        (kind == ScheduleKind.PBFT || kind == ScheduleKind.SEALED)
            && draw.chance(ISOLATED_HOST_PERMILLE);
    int spares = changing ? draw.between(1, 2) : 0;
    int hosts = nodes + spares;
    List<DeferredWork> laziness = new ArrayList<>();
    List<Integer> skewMs = new ArrayList<>();
    boolean lazy = !twins && draw.chance(500);
    for (int i = 0; i < hosts; i++) {
      laziness.add(
          new DeferredWork(
              lazy && draw.chance(200), lazy && draw.chance(300), lazy && draw.chance(300)));
      skewMs.add(twins ? 0 : draw.below(3000));
    }
    boolean starving = ByzantineSelection.hasStarvation(kind, seed, nodes, hermit);
    return new SchedulePlan(
        seed,
        kind,
        nodes,
        spares,
        kind == ScheduleKind.SEALED ? 1 : draw.between(1, 3),
        kind == ScheduleKind.POW
            ? draw.between(1, 4)
            : draw.between(hermit ? 1 : 2, hermit ? 2 : 4),
        hermit ? 1 : batch(kind, draw),
        ByzantineSelection.of(kind, seed, nodes, hermit, draw),
        List.copyOf(laziness),
        List.copyOf(skewMs),
        Math.max(draw.between(1, 3), starving ? 2 : 1),
        twins ? 2 : draw.between(hermit ? 5 : 3, 7),
        latencyMs(kind, nodes, starving, draw),
        !twins && (changing || draw.chance(500) || kind == ScheduleKind.OLD_COPY),
        changing ? draw.between(1, 2) : 0,
        draw.chance(200) || starving,
        hermit);
  }

  /** Where the chain has to continue, small blocks make queues that are longer than a timer. */
  private static int batch(ScheduleKind kind, SeededDraws draw) {
    return kind == ScheduleKind.LIVENESS && draw.chance(400) ? 1 : draw.between(1, 3);
  }

  /**
   * Where one client never stops, a fast network only makes more of the same blocks; a timely one
   * needs ten latencies for a view, which is the first view timeout (PBFT-41).
   */
  private static int latencyMs(ScheduleKind kind, int nodes, boolean starving, SeededDraws draw) {
    boolean slow = nodes < 6 && draw.chance(100) && kind != ScheduleKind.LIVENESS;
    int least = kind == ScheduleKind.LIVENESS && draw.chance(400) ? 60 : 5;
    int drawn = slow ? draw.between(500, 2500) : draw.between(least, 100);
    return starving ? Math.max(drawn, 80) : drawn;
  }

  /** The same plan where f members have a behaviour of {@link #behaviours}. */
  public SchedulePlan withBehaviour(String behaviour) {
    Map<Integer, String> cast = new TreeMap<>();
    for (int i = 0; i < faulty() && !behaviour.isEmpty(); i++) {
      cast.put((int) Math.floorMod(seed + i, (long) nodes), behaviour);
    }
    return RecordCopy.with(this, Map.of("byzantine", cast));
  }

  /** All behaviours that a schedule of liveness may have, and the empty name for none. */
  public static List<String> behaviours() {
    Set<String> all = new LinkedHashSet<>(List.of("", ByzantineKinds.HOARDING));
    all.addAll(ByzantineKinds.PBFT_KINDS);
    return List.copyOf(all);
  }

  /** f: how many members may be Byzantine or down without endangering anything. */
  int faulty() {
    return new QuorumSizes(nodes).faulty();
  }

  boolean isProofOfWork() {
    return kind == ScheduleKind.POW;
  }

  /** Whether every request must be executed after healing: so, with at most f Byzantine. */
  boolean isLive() {
    return byzantine.size() <= faulty();
  }

  /** Whether the network falls into two halves, and stays so until it heals. */
  boolean isSplit() {
    return kind == ScheduleKind.TWINS
        || kind == ScheduleKind.FEWER_TWINS
        || ByzantineSelection.hasTwinSplit(kind, seed, nodes, isolatedHost);
  }

  /** Whether no fault comes before the replicas know that none of them has forgotten votes. */
  boolean startsQuietly() {
    boolean mayBeUnquiet =
        kind == ScheduleKind.PBFT || kind == ScheduleKind.SEALED || kind == ScheduleKind.POW;
    return !mayBeUnquiet || !SeededDraws.of(seed, "start").chance(UNQUIET_START_PERMILLE);
  }

  /**
   * Whether hosts ask replicas which messages they need before they check them; where they do not,
   * what the replicas refuse themselves is reached (SCH-26).
   */
  boolean screens() {
    return kind == ScheduleKind.LIVENESS || SeededDraws.of(seed, "screening").chance(500);
  }

  /** Whether the random client keeps some of its requests from a part of the members (SCH-24). */
  boolean hasPartialRequests() {
    return SeededDraws.of(seed, "random client").chance(byzantine.isEmpty() ? 300 : 500);
  }

  /** The plan in one line. */
  public String describe() {
    return ("%s seed=%s n=%s spares=%s W=%s K=%s batch=%s byzantine=%s clients=%s latency=%sms"
            + " restarts=%s changes=%s")
        .formatted(
            kind, seed, nodes, spares, window, interval, batch, byzantine, clients, latencyMs,
            restarts, changes);
  }
}
