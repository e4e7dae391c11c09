package org.medchain.trace;

import static org.medchain.trace.PbftTraceBuilder.four;
import static org.medchain.trace.PbftTraceBuilder.fourAndOne;
import static org.medchain.trace.PbftTraceBuilder.overrun;
import static org.medchain.trace.PbftTraceText.decided;
import static org.medchain.trace.PbftTraceText.genesis;
import static org.medchain.trace.PbftTraceText.prepared;

import java.util.List;

/** What no correct replica does where nobody changes views: votes, decisions, execution. */
final class NormalCaseTraces {
  private static final String PROMISED = "what a correct node says it has promised before";
  private static final String SIGNED = "nobody signs for a correct node";
  private static final String QUORUM =
      "a prepared certificate has Q distinct members and the primary (PBFT-4)";
  private static final String JUSTIFIED =
      "a COMMIT rests on a prepared certificate of the same view, height and block (PBFT-4)";

  private NormalCaseTraces() {}

  /** Each rule of votes, of what is decided, and of what is received. */
  static List<BrokenRule> all() {
    return List.of(
        new BrokenRule("a line is of a correct node", four().propose(3, 3, "a")),
        new BrokenRule("", four().line(0, "Vote")),
        new BrokenRule(
            "a block has one parent",
            four().propose(0, 0, "a").parent("a", "x").hearProposal(1, 0, 0, "a")),
        new BrokenRule(PROMISED, four().hearProposal(1, 0, 0, "a")),
        new BrokenRule(SIGNED, four().hearDecided(0, 3, "a", decided(0, "a", 0, 1, 3))),
        new BrokenRule(
            "a correct node passes on nothing unproved (PBFT-12)",
            four().committed("a").hearDecided(0, 1, "a", decided(0, "a", 0, 1))),
        new BrokenRule(
            "what is executed is decided", four().chain("a").execute(1, "a").execute(1, "x")),
        new BrokenRule("CertificateUnique", divided()),
        new BrokenRule("Agreement (PBFT-13)", decidedTwice()));
  }

  /** Of the votes of primary and backups. */
  static List<BrokenRule> votes() {
    return List.of(
        new BrokenRule(
            "only members vote (PBFT-20)",
            fourAndOne().propose(0, 0, "a").hearProposal(4, 0, 0, "a").prepare(4, 0, "a")),
        new BrokenRule(
            "a vote is of the current view, after it was entered (PBFT-3)",
            four().proposed("a").leave(1, 1, genesis()).prepare(1, 0, "a")),
        new BrokenRule(
            "one vote a view and height (PBFT-3)", four().propose(0, 0, "a").propose(0, 0, "x")),
        new BrokenRule(
            "votes lie between the water marks (PBFT-16)",
            four().chain("a", "b", "c", "d").propose(0, 0, "e")),
        new BrokenRule("only the view's primary proposes (PBFT-2)", four().propose(1, 0, "a")),
        new BrokenRule(
            "the parent is decided or was proposed in this view (PBFT-8)",
            four().propose(0, 0, "a").propose(0, 0, "y")),
        new BrokenRule(
            "height - W is executed before a block is proposed (PBFT-7)",
            four().propose(0, 0, "a").propose(0, 0, "b").propose(0, 0, "c")),
        new BrokenRule(
            "the primary sends no PREPARE (PBFT-4)", four().propose(0, 0, "a").prepare(0, 0, "a")),
        new BrokenRule(
            "the view's primary has proposed this block (PBFT-2)", four().prepare(1, 0, "a")),
        new BrokenRule(
            "the parent is decided or prepared in this view (PBFT-3)",
            four()
                .propose(0, 0, "a")
                .propose(0, 0, "b")
                .hearProposal(1, 0, 0, "b")
                .prepare(1, 0, "b")),
        new BrokenRule(
            "height - W is executed before a vote (PBFT-7)",
            new PbftTraceBuilder(4, 4, List.of(3), 1)
                .heard("a")
                .done("a", 0)
                .decide(1, "a", decided(0, "a", 0, 1, 2))
                .propose(0, 0, "b")
                .hearProposal(1, 0, 0, "b")
                .prepare(1, 0, "b")),
        new BrokenRule(
            "the line names the certificate of the parent",
            four().proposed("a").prepareOn(1, 0, "a")));
  }

  static List<BrokenRule> decisions() {
    return List.of(
        new BrokenRule(
            "a COMMIT is of the current view, after it was entered (PBFT-4)",
            four().voted("a").leave(1, 1, genesis()).commit(1, "a", prepared(0, "a", 0, 1, 2))),
        new BrokenRule(
            "the replica has voted for the block itself (PBFT-4)",
            four().proposed("a").commit(1, "a", prepared(0, "a", 0, 1, 2))),
        new BrokenRule(JUSTIFIED, four().voted("a").commit(1, "a", prepared(0, "x", 0, 1, 2))),
        new BrokenRule(JUSTIFIED, four().voted("a").commitIn(1, 0, "a", prepared(1, "a", 0, 1, 2))),
        new BrokenRule(QUORUM, four().voted("a").commit(1, "a", prepared(0, "a", 1, 2, 3))),
        new BrokenRule(QUORUM, four().voted("a").commit(1, "a", prepared(0, "a", 0, 1))),
        new BrokenRule(QUORUM, four().voted("a").commit(1, "a", prepared(0, "a", 0, 1, 1))),
        new BrokenRule(QUORUM, fourAndOne().voted("a").commit(1, "a", prepared(0, "a", 0, 1, 4))),
        new BrokenRule(
            SIGNED,
            four().proposed("a").prepare(1, 0, "a").commit(1, "a", prepared(0, "a", 0, 1, 2))),
        new BrokenRule(
            "a replica counts only votes that it has received (PBFT-4)",
            four()
                .proposed("a")
                .prepare(1, 0, "a")
                .prepare(2, 0, "a")
                .commit(1, "a", prepared(0, "a", 0, 1, 2))),
        new BrokenRule("the parent is decided or prepared in this view (PBFT-4)", ahead()),
        new BrokenRule(
            "blocks are decided in the order of heights (PBFT-5)",
            four().heard("a").decide(1, "b", decided(0, "b", 0, 1, 2))),
        new BrokenRule(
            "a decided block is the child of the last one",
            four().chain("a").decide(1, "y", decided(0, "y", 0, 1, 2))),
        new BrokenRule(
            "a decision rests on COMMITs for the block in one view (PBFT-5)",
            four().heard("a").decide(1, "a", prepared(0, "a", 0, 1, 2))),
        new BrokenRule(
            "a decision takes Q distinct members of the epoch (PBFT-5, PBFT-20)",
            four().heard("a").decide(1, "a", decided(0, "a", 1, 2))),
        new BrokenRule(SIGNED, four().voted("a").decide(1, "a", decided(0, "a", 0, 1, 2))),
        new BrokenRule(
            "a replica counts only COMMITs that it has received (PBFT-5)",
            four().committed("a").decide(1, "a", decided(0, "a", 0, 1, 2))));
  }

  /** The primary is prepared for the child before its parent. */
  private static PbftTraceBuilder ahead() {
    return four()
        .proposed("a")
        .prepare(1, 0, "a")
        .prepare(2, 0, "a")
        .hearPrepare(1, 2, 0, "a")
        .commit(1, "a", prepared(0, "a", 0, 1, 2))
        .propose(0, 0, "b")
        .hearProposal(1, 0, 0, "b")
        .prepare(1, 0, "b")
        .hearPrepare(0, 1, 0, "b")
        .hearPrepare(0, 3, 0, "b")
        .commit(0, "b", prepared(0, "b", 0, 1, 3));
  }

  /** With two faulty of four, each of the others is prepared for another block. */
  private static PbftTraceBuilder divided() {
    return new PbftTraceBuilder(4, 4, List.of(0, 3), 2)
        .hearProposal(1, 0, 0, "a")
        .hearProposal(2, 0, 0, "x")
        .prepare(1, 0, "a")
        .prepare(2, 0, "x")
        .hearPrepare(1, 3, 0, "a")
        .hearPrepare(2, 3, 0, "x")
        .commit(1, "a", prepared(0, "a", 0, 1, 3))
        .commit(2, "x", prepared(0, "x", 0, 2, 3));
  }

  private static PbftTraceBuilder decidedTwice() {
    return overrun()
        .hearDecided(0, 2, "a", decided(0, "a", 2, 3, 4, 5))
        .hearDecided(1, 2, "x", decided(0, "x", 2, 3, 4, 5))
        .decide(0, "a", decided(0, "a", 2, 3, 4, 5))
        .decide(1, "x", decided(0, "x", 2, 3, 4, 5));
  }
}
