package org.medchain.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.simulation.fault.Fault;

/**
 * What happens in one run: drawn from its seed, the kind of fault by turns.
 *
 * @param seed of all draws
 * @param kind what goes wrong
 * @param members n
 * @param spares nodes that the center makes members during the run
 * @param window W
 * @param interval K
 * @param uploads how many requests come
 * @param pauseMs between two requests
 * @param loss probability that a message is lost
 * @param faults of correct nodes
 * @param byzantine what the last member does, if it is Byzantine: nothing, one or several things
 */
record TracedRunPlan(
    long seed,
    Kind kind,
    int members,
    int spares,
    int window,
    int interval,
    int uploads,
    long pauseMs,
    double loss,
    List<Fault> faults,
    List<ByzantineBehaviour> byzantine) {
  private static final long MS = TraceTestChain.MS;

  /** How many things a Byzantine member may do, one after the other by seeds. */
  private static final int BEHAVIOURS = 18;

  /** What goes wrong. */
  enum Kind {
    NOTHING,
    CRASH,
    RESTART,
    PARTITION,
    LOSS,
    BYZANTINE,
    TWINS,
    MEMBERS,
    LEFT_BEHIND
  }

  TracedRunPlan {
    faults = List.copyOf(faults);
    byzantine = List.copyOf(byzantine);
  }

  /** Whether the last member may do what it likes. */
  boolean hasByzantine() {
    return kind == Kind.BYZANTINE || kind == Kind.TWINS;
  }

  /** The Byzantine member: primary of view 0, from which the most can go wrong, or the last. */
  int byzantineNode() {
    return seed % 2 == 0 ? 0 : members - 1;
  }

  static TracedRunPlan of(long seed) {
    Random random = new Random(seed);
    Kind kind = Kind.values()[(int) (seed % Kind.values().length)];
    int members = seed % 20 == 7 ? 7 : seed % 10 == 3 ? 5 : 4;
    int uploads = kind == Kind.LEFT_BEHIND ? 10 : 3 + random.nextInt(3);
    return new TracedRunPlan(
        seed,
        kind,
        members,
        kind == Kind.MEMBERS ? 1 : 0,
        1 + random.nextInt(3),
        kind == Kind.LEFT_BEHIND ? 1 : 1 + random.nextInt(3),
        uploads,
        kind == Kind.LEFT_BEHIND ? 40 : 5 + random.nextInt(60),
        kind == Kind.LOSS ? 0.05 + 0.15 * random.nextDouble() : 0,
        faults(kind, members, random),
        kind == Kind.BYZANTINE ? List.of(behaviour(seed, members, random)) : List.of());
  }

  private static List<Fault> faults(Kind kind, int members, Random random) {
    int node = random.nextInt(members);
    long fromNs = (5 + random.nextInt(60)) * MS;
    return switch (kind) {
      case CRASH -> List.of(new Fault.Crash(List.of(0), fromNs));
      case RESTART -> restarts(members, fromNs, random);
      case PARTITION -> {
        int other = (node + 1) % members;
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < members; i++) {
          if (i != node && i != other) {
            rest.add(i);
          }
        }
        yield List.of(
            new Fault.Partition(List.of(List.of(node, other), rest), fromNs, fromNs + 400 * MS));
      }
      case LEFT_BEHIND ->
          List.of(
              new Fault.Partition(List.of(List.of(members - 1), List.of(0, 1, 2)), 1, 450 * MS));
      default -> List.of();
    };
  }

  /** Several, one after the other and all at once. */
  private static List<Fault> restarts(int members, long fromNs, Random random) {
    List<Fault> faults = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      all.add(i);
    }
    faults.add(new Fault.Restart(List.of(random.nextInt(members)), fromNs, fromNs + 30 * MS));
    faults.add(new Fault.Restart(all, fromNs + 60 * MS, fromNs + 70 * MS));
    return faults;
  }

  private static ByzantineBehaviour behaviour(long seed, int members, Random random) {
    ActivePeriod always = ActivePeriod.ALWAYS;
    List<ByzantineBehaviour> all =
        List.of(
            new ByzantineBehaviour.ProposalEquivocation(
                always, List.of(1 + random.nextInt(members - 2))),
            new ByzantineBehaviour.SelectiveOmission(always, List.of(), List.of()),
            new ByzantineBehaviour.SelectiveOmission(
                always, List.of(1), List.of(ByzantineBehaviour.NormalCasePhase.PRE_PREPARE)),
            new ByzantineBehaviour.DelayedSending(always, 0, 200 * MS),
            new ByzantineBehaviour.FalseViewChange(
                always, ByzantineBehaviour.FalseViewChangeKind.NOTHING_PREPARED),
            new ByzantineBehaviour.FalseViewChange(
                always, ByzantineBehaviour.FalseViewChangeKind.STALE),
            new ByzantineBehaviour.FalseViewChange(
                always, ByzantineBehaviour.FalseViewChangeKind.NO_PROOF),
            new ByzantineBehaviour.FalseNewView(
                always, ByzantineBehaviour.FalseNewViewKind.TWO_VERSIONS),
            new ByzantineBehaviour.FalseNewView(
                always, ByzantineBehaviour.FalseNewViewKind.DOUBLED),
            new ByzantineBehaviour.FalseCheckpoint(
                always, ByzantineBehaviour.FalseCheckpointKind.STATE_ROOT),
            new ByzantineBehaviour.VoteCorruption(
                always,
                ByzantineBehaviour.NormalCasePhase.COMMIT,
                ByzantineBehaviour.CorruptedField.DIGEST,
                1,
                0.5),
            new ByzantineBehaviour.VoteCorruption(
                always,
                ByzantineBehaviour.NormalCasePhase.PREPARE,
                ByzantineBehaviour.CorruptedField.VIEW,
                1,
                0.5),
            new ByzantineBehaviour.RequestTampering(always, 0.3),
            new ByzantineBehaviour.VoteForgery(always),
            new ByzantineBehaviour.MessageReplay(always, 0.5, 20),
            new ByzantineBehaviour.FalseStatus(always, 5, 2),
            new ByzantineBehaviour.SpuriousViewChange(always, 50 * MS),
            new ByzantineBehaviour.RandomMisbehaviour(always, 0.3));
    return all.get((int) (seed / Kind.values().length % BEHAVIOURS));
  }
}
