package org.medchain.trace;

import static org.medchain.trace.PbftTraceBuilder.four;
import static org.medchain.trace.PbftTraceBuilder.overrun;
import static org.medchain.trace.PbftTraceText.decided;
import static org.medchain.trace.PbftTraceText.prepared;

import java.util.List;
import org.medchain.trace.PbftTraceText.Votes;

/** TRACE-15: what no correct replica does with requests and replies. */
final class RequestTraces {
  private static final String ONCE =
      "a block has no request twice, and none of its ancestors' (PBFT-6)";

  private static final Votes A = prepared(0, "a", 0, 1, 2);
  private static final Votes DECIDED = decided(0, "a", 0, 1, 2);

  private RequestTraces() {}

  /** Each rule; a proposal and a vote can break the first. */
  static List<BrokenRule> all() {
    return List.of(
        new BrokenRule(ONCE, four().holds("a", "r", "r").propose(0, 0, "a")),
        new BrokenRule(
            ONCE, four().holds("a", "r").holds("b", "r").propose(0, 0, "a").propose(0, 0, "b")),
        new BrokenRule(
            ONCE,
            four()
                .holds("a", "r")
                .voted("a")
                .commit(1, "a", A)
                .propose(0, 0, "b")
                .hearProposal(1, 0, 0, "b")
                .holds("b", "r")
                .prepareOn(1, 0, "b", A)),
        new BrokenRule(
            "the requests of the decided block are executed (PBFT-5)",
            heldOne().holds("a", "r", "s").execute(1, "a")),
        new BrokenRule("a request is executed once (PBFT-1)", executedAgain()),
        new BrokenRule(
            "a replica answers what it has executed (CONS-8)", heldOne().reply(1, "r", "ok")),
        new BrokenRule(
            "correct replicas give a request the same reply (CONS-8)",
            heldOne()
                .execute(1, "a")
                .reply(1, "r", "ok")
                .decide(2, "a", DECIDED)
                .execute(2, "a")
                .reply(2, "r", "no")),
        new BrokenRule(
            "a replica owes a reply to each request that it executes (CONS-8)",
            heldOne().execute(1, "a").checkpoint(1, "checkpoint a", "a").goOn(1)));
  }

  /** A block with one request is decided by one node, and all know of it. */
  private static PbftTraceBuilder heldOne() {
    return four().holds("a", "r").heard("a").decide(1, "a", DECIDED);
  }

  /** Only a faulty quorum decides such blocks. */
  private static PbftTraceBuilder executedAgain() {
    return overrun()
        .holds("a", "r")
        .holds("b", "r")
        .hearDecided(0, 2, "a", decided(0, "a", 2, 3, 4, 5))
        .decide(0, "a", decided(0, "a", 2, 3, 4, 5))
        .execute(0, "a")
        .reply(0, "r", "ok")
        .checkpoint(0, "checkpoint a", "a")
        .hearDecided(0, 2, "b", decided(0, "b", 2, 3, 4, 5))
        .decide(0, "b", decided(0, "b", 2, 3, 4, 5))
        .execute(0, "b");
  }
}
