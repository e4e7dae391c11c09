package org.medchain.trace;

import static org.medchain.trace.PbftTraceBuilder.four;
import static org.medchain.trace.PbftTraceBuilder.fourAndOne;
import static org.medchain.trace.PbftTraceBuilder.overrun;
import static org.medchain.trace.PbftTraceText.decided;
import static org.medchain.trace.PbftTraceText.genesis;
import static org.medchain.trace.PbftTraceText.prepared;
import static org.medchain.trace.PbftTraceText.stable;
import static org.medchain.trace.PbftTraceText.votedFor;

import java.util.List;
import org.medchain.trace.PbftTraceText.Votes;

/** What no correct replica does with checkpoints, fetched states, epochs, and when it restarts. */
final class CheckpointTraces {
  private static final String SIGNED = "nobody signs for a correct node";
  private static final String UNIQUE = "StableUnique (PBFT-16)";
  private static final String SHOWN =
      "a stable checkpoint is shown by CHECKPOINTs for it (PBFT-16)";
  private static final String FORGOTTEN = "a vote that was heard is not forgotten (PBFT-18)";
  private static final Votes A_DECIDED = decided(0, "a", 2, 3, 4, 5);
  private static final Votes A_STABLE = stable("checkpoint a", "a", 2, 3, 4, 5);

  private CheckpointTraces() {}

  static List<BrokenRule> checkpoints() {
    return List.of(
        new BrokenRule(
            "checkpoints are K heights apart (PBFT-15)", four().checkpoint(0, "checkpoint g", "g")),
        new BrokenRule(
            "a checkpoint says what executing its height has made (PBFT-15)",
            four().heard("a").checkpoint(0, "checkpoint a", "a")),
        new BrokenRule("only members send CHECKPOINT (PBFT-20)", ofSpareNode()),
        new BrokenRule(
            "one checkpoint a height (PBFT-15)", four().chain("a").checkpoint(0, "another", "a")),
        new BrokenRule(
            "replicas that have executed the same have the same state (PBFT-15)",
            four().heard("a").done("a", 0).executed("a", 1).checkpoint(1, "another", "a")),
        new BrokenRule(SHOWN, four().chain("a").checkpoints("a").stabilise(0, "checkpoint a", "a")),
        new BrokenRule(
            "a checkpoint is stable with Q equal CHECKPOINTs of members (PBFT-16)",
            four()
                .chain("a")
                .checkpoints("a")
                .stabilise(0, "checkpoint a", "a", stable("checkpoint a", "a", 0, 1))),
        new BrokenRule(
            SIGNED,
            four()
                .heard("a")
                .executed("a", 0)
                .stabilise(0, "checkpoint a", "a", stable("checkpoint a", "a", 0, 1, 2))),
        new BrokenRule(
            "a replica counts only CHECKPOINTs that it has received (PBFT-16)",
            four()
                .chain("a")
                .stabilise(0, "checkpoint a", "a", stable("checkpoint a", "a", 0, 1, 2))),
        new BrokenRule(
            "the low water mark rises (PBFT-16)",
            stableOfAll().stabilise(0, "checkpoint a", "a", stable("checkpoint a", "a", 0, 1, 2))),
        new BrokenRule(
            "a checkpoint is stable where its state is (PBFT-16)",
            overrun()
                .hearDecided(0, 2, "a", A_STABLE, A_DECIDED)
                .stabilise(0, "checkpoint a", "a", A_STABLE)),
        new BrokenRule(UNIQUE, twoStates()));
  }

  /** Of a state that is fetched. */
  static List<BrokenRule> installing() {
    Votes other = stable("another", "x", 2, 3, 4, 5);
    return List.of(
        new BrokenRule(
            "the low water mark rises (PBFT-17)",
            installed().install(0, "checkpoint a", "a", A_STABLE, A_DECIDED)),
        new BrokenRule(SHOWN, overrun().install(0, "checkpoint a", "a", A_DECIDED, A_DECIDED)),
        new BrokenRule(
            "the checkpoint's block is shown to be decided (PBFT-17)",
            overrun()
                .hearDecided(0, 2, "a", A_STABLE, A_DECIDED)
                .install(0, "checkpoint a", "a", A_STABLE)),
        new BrokenRule(
            "what is decided stays (PBFT-13)",
            overrun()
                .hearDecided(0, 2, "a", A_DECIDED)
                .decide(0, "a", A_DECIDED)
                .hearDecided(0, 2, "x", other, decided(0, "x", 2, 3, 4, 5))
                .install(0, "another", "x", other, decided(0, "x", 2, 3, 4, 5))),
        new BrokenRule("ChainLink", onAnotherParent()),
        new BrokenRule(
            UNIQUE,
            installed()
                .hearDecided(1, 2, "a", stable("another", "a", 2, 3, 4, 5), A_DECIDED)
                .install(1, "another", "a", stable("another", "a", 2, 3, 4, 5), A_DECIDED)));
  }

  /** Of members that change. */
  static List<BrokenRule> epochs() {
    return List.of(
        new BrokenRule("an epoch is entered with its members", stableOfAll().enterEpoch(0, 1, 2)),
        new BrokenRule(
            "epochs follow each other (PBFT-20)", stableOfAll().enterEpoch(0, 2, 2, 0, 1, 2, 3)),
        new BrokenRule(
            "an epoch begins above a stable checkpoint (PBFT-20)",
            four().chain("a").enterEpoch(0, 1, 2, 0, 1, 2, 3)),
        new BrokenRule(
            "all correct nodes know the same members (PBFT-21)",
            stableOfAll().enterEpoch(0, 1, 2, 0, 1, 2, 3).enterEpoch(1, 1, 2, 0, 1, 2)),
        new BrokenRule(
            "the old members decide nothing above the epoch, and vote on nothing there (PBFT-20)",
            stableOfAll().propose(0, 0, "b").enterEpoch(0, 1, 2, 0, 1, 2, 3)),
        new BrokenRule(
            "an epoch's members vote at its heights only (PBFT-20)",
            stableOfAll().enterEpoch(1, 1, 2, 0, 1, 2, 3).propose(0, 0, "b")));
  }

  static List<BrokenRule> restarts() {
    Votes a = prepared(0, "a", 0, 1, 2);
    return List.of(
        new BrokenRule(
            "a restarted replica has decided what it had decided before, or less (PBFT-18)",
            four().chain("a").restart(1, 0, "x", genesis())),
        new BrokenRule(
            "a restarted replica is in no view that it was not in (PBFT-18)",
            four().restart(1, 1, "g", genesis())),
        new BrokenRule(
            "a VIEW-CHANGE that was heard is not forgotten (PBFT-18)",
            four()
                .leave(1, 1, genesis())
                .hearViewChange(2, 1, 1, genesis())
                .restart(1, 0, "g", genesis())),
        new BrokenRule(
            FORGOTTEN,
            four()
                .proposed("a")
                .prepare(1, 0, "a")
                .hearPrepare(0, 1, 0, "a")
                .restart(1, 0, "g", genesis())),
        new BrokenRule(
            FORGOTTEN, four().heard("a").restart(1, 0, "g", genesis(), votedFor(0, "a"))),
        new BrokenRule(
            "a restarted replica has voted for nothing that it had not (PBFT-18)",
            four().proposed("a").restart(1, 0, "g", genesis(), votedFor(0, "a"))),
        new BrokenRule(
            "a restarted replica has voted for nothing that it had not (PBFT-18)",
            four().voted("a").restart(1, 0, "g", genesis(), a, votedFor(0, "a"))),
        new BrokenRule(
            "the checkpoint that it kept was stable (PBFT-18)",
            four()
                .chain("a")
                .checkpoints("a")
                .restart(0, 0, "a", stable("checkpoint a", "a", 0, 1, 2))));
  }

  private static PbftTraceBuilder stableOfAll() {
    PbftTraceBuilder trace = four().chain("a").checkpoints("a");
    for (int each : trace.voters()) {
      trace.stabilise(each, "checkpoint a", "a", trace.checkpointed("a"));
    }
    return trace;
  }

  private static PbftTraceBuilder installed() {
    return overrun()
        .hearDecided(0, 2, "a", A_STABLE, A_DECIDED)
        .install(0, "checkpoint a", "a", A_STABLE, A_DECIDED);
  }

  private static PbftTraceBuilder ofSpareNode() {
    PbftTraceBuilder trace = fourAndOne().committed("a");
    for (int each : trace.voters()) {
      trace.hearCommit(4, each, 0, "a");
    }
    return trace.hearBlock(4, 0, "a").done("a", 4);
  }

  /** Two nodes with the same block and different states. */
  private static PbftTraceBuilder twoStates() {
    PbftTraceBuilder trace = overrun();
    for (int each : trace.voters()) {
      Votes shown = each == 0 ? A_STABLE : stable("another", "a", 2, 3, 4, 5);
      trace
          .hearDecided(each, 2, "a", shown, A_DECIDED)
          .decide(each, "a", A_DECIDED)
          .execute(each, "a")
          .stabilise(each, shown.block(), "a", shown);
    }
    return trace;
  }

  /** A state of height 2, on another block than the one decided at height 1. */
  private static PbftTraceBuilder onAnotherParent() {
    Votes later = stable("checkpoint y", "y", 2, 3, 4, 5);
    Votes decided = decided(0, "y", 2, 3, 4, 5);
    return overrun()
        .hearDecided(0, 2, "a", A_DECIDED)
        .decide(0, "a", A_DECIDED)
        .hearDecided(0, 2, "y", later, decided)
        .install(0, "checkpoint y", "y", later, decided);
  }
}
