package org.medchain.trace;

import static org.medchain.trace.PbftTraceBuilder.four;
import static org.medchain.trace.PbftTraceText.genesis;
import static org.medchain.trace.PbftTraceText.prepared;

import java.util.List;
import org.medchain.trace.PbftTraceText.Votes;

/** TRACE-14: what a correct replica leaves undone when it takes its next input. */
final class ObligationTraces {
  private ObligationTraces() {}

  /** What is owed while nobody changes views. */
  static List<BrokenRule> ofNormalCase() {
    return List.of(
        new BrokenRule(
            "a replica owes PREPARE for a correct primary's proposal (PBFT-3)",
            four().proposed("a").goOn(1)),
        new BrokenRule(
            "a replica owes COMMIT for what it is prepared for (PBFT-4)",
            four().voted("a").goOn(1)),
        new BrokenRule(
            "a replica owes the decision of what a quorum has committed (PBFT-5)",
            four().heard("a").goOn(1)),
        new BrokenRule(
            "a replica owes CHECKPOINT for each K-th height that it executes (PBFT-15)",
            four().heard("a").executed("a", 1).goOn(1)),
        new BrokenRule(
            "a replica owes the mark that a quorum's CHECKPOINTs make stable (PBFT-16)",
            four().chain("a").checkpoints("a").goOn(1)));
  }

  static List<BrokenRule> ofViewChanges() {
    Votes a = prepared(0, "a", 0, 1, 2);
    return List.of(
        new BrokenRule(
            "a replica whose timer has expired owes VIEW-CHANGE (PBFT-9)",
            four().timeOut(1, "view-change").goOn(1)),
        new BrokenRule(
            "a replica owes VIEW-CHANGE when f + 1 others want a higher view (PBFT-9)",
            four()
                .leave(0, 1, genesis())
                .leave(2, 1, genesis())
                .hearViewChange(1, 0, 1, genesis())
                .hearViewChange(1, 2, 1, genesis())
                .goOn(1)),
        new BrokenRule(
            "a primary owes NEW-VIEW for a quorum's VIEW-CHANGEs (PBFT-10)",
            ViewChangeTraces.left().hearViewChange(0, 1, 1, genesis()).goOn(1)),
        new BrokenRule(
            "a replica enters the view of a correct primary's NEW-VIEW (PBFT-10)",
            ViewChangeTraces.opened().hearNewView(2, 1, 1, ViewChangeTraces.proofs()).goOn(2)),
        new BrokenRule(
            "a primary owes what its view demands (PBFT-10)",
            ViewChangeTraces.changed(four().committed("a"), genesis(), a)
                .enter(1, 1, 1, ViewChangeTraces.reports(genesis(), a), genesis(), a)
                .goOn(1)));
  }
}
