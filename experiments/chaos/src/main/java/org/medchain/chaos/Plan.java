package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.consensus.Quorum;

/**
 * What is drawn from a seed before anything happens (SCH-1, SCH-2): the size of the system, who is
 * Byzantine and how, what hosts put off.
 *
 * @param seed of everything
 * @param kind of search
 * @param nodes n, members at the start
 * @param spares hosts that may become members
 * @param window W
 * @param interval K, heights between checkpoints; for proof of work k, blocks that confirm one
 * @param batch requests in a block at most
 * @param byzantine by host number: what it does
 * @param laziness by host number: what it puts off
 * @param skewMs by host number: how far its clock is ahead
 * @param clients that write and read
 * @param episodes of the chaos phase
 * @param latencyMs of the slowest message after healing
 * @param restarts whether hosts may come back after a crash
 * @param changes how often the regulatory center changes the members
 * @param busy whether one client goes on submitting while the others wait, after healing
 * @param hermit whether one correct host hears and says nothing for so long that others forget what
 *     it would need
 */
record Plan(
    long seed,
    Kind kind,
    int nodes,
    int spares,
    int window,
    int interval,
    int batch,
    Map<Integer, String> byzantine,
    List<Host.Laziness> laziness,
    List<Integer> skewMs,
    int clients,
    int episodes,
    int latencyMs,
    boolean restarts,
    int changes,
    boolean busy,
    boolean hermit) {
  /** What is searched through. */
  enum Kind {
    /** PBFT with at most f Byzantine members. */
    PBFT,
    /** PBFT whose blocks bear a proof of work. */
    SEALED,
    /** Proof of work. */
    POW,
    /** PBFT with one twin more than agreement bears, 2Q − n: the search must find a violation. */
    TWINS,
    /** PBFT with 2Q − n − 1 twins: the search must find none. */
    FEWER_TWINS
  }

  /** The numbers of members that are tried. */
  static final int[] SIZES = {4, 5, 6, 7, 10};

  /** Of a thousand plans so many have a hermit: only then a state has to be transferred. */
  private static final int HERMITS = 250;

  /** Smaller systems take less time and show most of what larger ones do. */
  private static final List<Integer> DRAWN = List.of(4, 4, 4, 4, 5, 5, 6, 6, 7, 7, 10);

  /** Draws kind and plan of a seed: what everybody's search is made of. */
  static Plan of(long seed) {
    int kind = Draw.of(seed, "kind").below(100);
    return of(kind < 82 ? Kind.PBFT : kind < 90 ? Kind.SEALED : Kind.POW, seed);
  }

  /** Draws the plan of a seed. */
  static Plan of(Kind kind, long seed) {
    Draw draw = Draw.of(seed, "plan");
    int nodes = draw.pick(DRAWN);
    return of(kind, seed, nodes, draw);
  }

  /** Draws the plan of a seed with as many members. */
  static Plan of(Kind kind, long seed, int nodes) {
    Draw draw = Draw.of(seed, "plan");
    draw.pick(DRAWN);
    return of(kind, seed, nodes, draw);
  }

  private static Plan of(Kind kind, long seed, int nodes, Draw draw) {
    boolean twins = kind == Kind.TWINS || kind == Kind.FEWER_TWINS;
    boolean changing = kind == Kind.PBFT && draw.chance(300);
    boolean hermit = (kind == Kind.PBFT || kind == Kind.SEALED) && draw.chance(HERMITS);
    int spares = changing ? draw.between(1, 2) : 0;
    int hosts = nodes + spares;
    List<Host.Laziness> laziness = new ArrayList<>();
    List<Integer> skewMs = new ArrayList<>();
    boolean lazy = !twins && draw.chance(500);
    for (int i = 0; i < hosts; i++) {
      laziness.add(
          new Host.Laziness(
              lazy && draw.chance(200), lazy && draw.chance(300), lazy && draw.chance(300)));
      skewMs.add(twins ? 0 : draw.below(3000));
    }
    boolean starving = Casting.starves(kind, seed, nodes, hermit);
    return new Plan(
        seed,
        kind,
        nodes,
        spares,
        kind == Kind.SEALED ? 1 : draw.between(1, 3),
        kind == Kind.POW ? draw.between(1, 4) : draw.between(hermit ? 1 : 2, hermit ? 2 : 4),
        hermit ? 1 : draw.between(1, 3),
        Casting.of(kind, seed, nodes, hermit, draw),
        List.copyOf(laziness),
        List.copyOf(skewMs),
        Math.max(draw.between(1, 3), starving ? 2 : 1),
        twins ? 2 : draw.between(hermit ? 5 : 3, 7),
        latencyMs(nodes, starving, draw),
        !twins && (changing || draw.chance(500)),
        changing ? draw.between(1, 2) : 0,
        draw.chance(200) || starving,
        hermit);
  }

  /** Where one client never stops, a fast network only makes more of the same blocks. */
  private static int latencyMs(int nodes, boolean starving, Draw draw) {
    int drawn = nodes < 6 && draw.chance(100) ? draw.between(500, 2500) : draw.between(5, 100);
    return starving ? Math.max(drawn, 80) : drawn;
  }

  /** f: how many members may be Byzantine or down without endangering anything. */
  int faulty() {
    return new Quorum(nodes).faulty();
  }

  /** Whether every request must be executed after healing: so, with at most f Byzantine. */
  boolean isLive() {
    return byzantine.size() <= faulty();
  }

  /** Whether the network falls into two halves, and stays so until it heals. */
  boolean isSplit() {
    return kind == Kind.TWINS
        || kind == Kind.FEWER_TWINS
        || Casting.splits(kind, seed, nodes, hermit);
  }

  /** The plan in one line. */
  String describe() {
    return String.format(
        Locale.ROOT,
        "%s seed=%d n=%d spares=%d W=%d K=%d batch=%d byzantine=%s clients=%d latency=%dms"
            + " restarts=%s changes=%d",
        kind,
        seed,
        nodes,
        spares,
        window,
        interval,
        batch,
        byzantine,
        clients,
        latencyMs,
        restarts,
        changes);
  }
}
