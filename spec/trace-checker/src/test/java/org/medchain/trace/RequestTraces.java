package org.medchain.trace;

import static org.medchain.trace.PbftTraceBuilder.four;

import java.util.List;

/** TRACE-15: what no correct replica does with requests and replies. */
final class RequestTraces {
  private static final String ONCE = "a block has no request twice, and none of its ancestors' (PBFT-6)";

  private RequestTraces() {}

  /** Each rule; a proposal and a vote can break the first. */
  static List<BrokenRule> all() {
    return List.of(
        new BrokenRule(ONCE, four().holds("a", "r", "r").propose(0, 0, "a")),
        new BrokenRule(
            ONCE, four().holds("a", "r").holds("b", "r").propose(0, 0, "a").propose(0, 0, "b")),
        new BrokenRule(
            ONCE,
            four().holds("a", "r").chain("a").proposed("b").holds("b", "r").prepare(1, 0, "b")),
        new BrokenRule(
            "the requests of the decided block are executed (PBFT-5)",
            heldOne().holds("a", "r", "s").execute(1, "a")),
        new BrokenRule("a request is executed once (PBFT-1)", executedAgain()),
        new BrokenRule("a replica answers what it has executed (CONS-8)", heldOne().reply(1, "r", "ok")),
        new BrokenRule(
            "correct replicas give a request the same reply (CONS-8)",
            heldOne().execute(1, "a").reply(1, "r", "ok").decide(2, "a", DECIDED).execute(2, "a").reply(2, "r", "no")),
        new BrokenRule(
            "a replica owes a reply to each request that it executes (CONS-8)",
            heldOne().execute(1, "a").checkpoint(1, "checkpoint a", "a").goOn(1)));
  }
}
