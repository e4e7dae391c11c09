package org.medchain.trace;

import static org.medchain.trace.PbftTraceBuilder.four;
import static org.medchain.trace.PbftTraceBuilder.fourAndOne;
import static org.medchain.trace.PbftTraceText.decided;
import static org.medchain.trace.PbftTraceText.genesis;
import static org.medchain.trace.PbftTraceText.prepared;

import java.util.List;
import org.medchain.trace.PbftTraceText.Proof;
import org.medchain.trace.PbftTraceText.Votes;

/** What no correct replica does when views change. */
final class ViewChangeTraces {
  private static final String PROMISED = "what a correct node says it has promised before";
  private static final String SIGNED = "nobody signs for a correct node";
  private static final String LAST_FIRST =
      "a VIEW-CHANGE names the last decided block first (PBFT-9)";
  private static final String RULE_D = "a NEW-VIEW demands what rule D says (PBFT-10)";
  private static final String PROVED = "a NEW-VIEW shows sound VIEW-CHANGEs of Q members (PBFT-10)";

  private ViewChangeTraces() {}

  /** Of VIEW-CHANGE. */
  static List<BrokenRule> leaving() {
    return List.of(
        new BrokenRule("only members change views (PBFT-20)", fourAndOne().leave(4, 1, genesis())),
        new BrokenRule(
            "a view is left for a higher one of the epoch (PBFT-9)", four().leave(1, 0, genesis())),
        new BrokenRule(
            "a view is left for the next one, or for what f + 1 others want (PBFT-9)",
            four().hearViewChange(1, 3, 2, genesis()).leave(1, 2, genesis())),
        new BrokenRule(LAST_FIRST, four().leave(1, 1)),
        new BrokenRule(LAST_FIRST, four().chain("a").leave(1, 1, genesis())),
        new BrokenRule(
            "a VIEW-CHANGE carries what is prepared at every height above (PBFT-9)",
            four().committed("a").leave(1, 1, genesis())),
        new BrokenRule(
            "the certificates of a VIEW-CHANGE are sound, in the order of heights (PBFT-9)",
            four().chain("a").leave(1, 1, decided(0, "a", 0, 1))),
        new BrokenRule(PROMISED, four().hearViewChange(1, 2, 1, genesis())),
        new BrokenRule(
            SIGNED, four().hearViewChange(1, 3, 1, genesis(), prepared(0, "a", 0, 2, 3))));
  }

  /** Of NEW-VIEW, and of what a view demands. */
  static List<BrokenRule> entering() {
    List<Proof> two = List.of(new Proof(0, 1, genesis()), new Proof(1, 1, genesis()));
    return List.of(
        new BrokenRule(
            "only the view's primary opens it (PBFT-10)", left().open(2, 1, proofs(), genesis())),
        new BrokenRule(
            "a view is opened by who waits for it (PBFT-10)",
            opened().enter(1, 1, 1, proofs(), genesis()).open(1, 1, proofs(), genesis())),
        new BrokenRule(
            "one NEW-VIEW a view (PBFT-10)",
            opened().hearViewChange(1, 3, 1, genesis()).open(1, 1, proofsOfFour(), genesis())),
        new BrokenRule(
            "a NEW-VIEW shows VIEW-CHANGEs that its sender has received (PBFT-10)",
            left().open(1, 1, proofsOfFour(), genesis())),
        new BrokenRule(PROVED, left().open(1, 1, two, genesis())),
        new BrokenRule(
            PROVED,
            four()
                .hearNewView(1, 3, 3, List.of())
                .leave(1, 1, genesis())
                .enter(1, 3, 3, List.of())),
        new BrokenRule(RULE_D, left().open(1, 1, proofs(), decided(0, "a", 0, 1, 2))),
        new BrokenRule(
            RULE_D, opened().enter(1, 1, 1, proofs(), genesis(), prepared(0, "a", 0, 1, 2))),
        new BrokenRule(PROMISED, left().hearNewView(2, 1, 1, proofs())),
        new BrokenRule(SIGNED, left().hearNewView(2, 3, 3, List.of(new Proof(0, 3, genesis())))),
        new BrokenRule(
            "no view under the current one is entered, and none twice (PBFT-10)",
            opened().enter(1, 1, 1, proofs(), genesis()).enter(1, 1, 1, proofs(), genesis())),
        new BrokenRule(
            "a view of the epoch is entered (PBFT-20)",
            opened().enter(1, 1, 1001, proofs(), genesis())),
        new BrokenRule(
            "the NEW-VIEW came from the view's primary (PBFT-10)",
            opened().enter(2, 1, 1, proofs(), genesis())));
  }

  /** Of votes in a view that demands something. */
  static List<BrokenRule> demands() {
    return List.of(
        new BrokenRule(
            "what is decided is voted for again or nothing (PBFT-10)",
            changed(four().chain("a"), decided(0, "a", 0, 1, 2))
                .enter(1, 1, 1, reports(decided(0, "a", 0, 1, 2)), decided(0, "a", 0, 1, 2))
                .propose(1, 1, "x")),
        new BrokenRule(
            "at and under a view's start only blocks that it names are voted for (PBFT-10)",
            lagging()),
        new BrokenRule(
            "where the new view demands a block, no other is voted for (PBFT-10)",
            changed(four().committed("a"), genesis(), prepared(0, "a", 0, 1, 2))
                .enter(
                    1,
                    1,
                    1,
                    reports(genesis(), prepared(0, "a", 0, 1, 2)),
                    genesis(),
                    prepared(0, "a", 0, 1, 2))
                .propose(1, 1, "x")));
  }

  /** The VIEW-CHANGEs for view 1 of those who have this to report. */
  static List<Proof> reports(Votes... certificates) {
    return List.of(
        new Proof(0, 1, certificates),
        new Proof(1, 1, certificates),
        new Proof(2, 1, certificates));
  }

  static List<Proof> proofs() {
    return reports(genesis());
  }

  private static List<Proof> proofsOfFour() {
    return List.of(
        new Proof(0, 1, genesis()),
        new Proof(1, 1, genesis()),
        new Proof(2, 1, genesis()),
        new Proof(3, 1, genesis()));
  }

  /** All leave view 0, and the primary of view 1 has heard it. */
  private static PbftTraceBuilder left(PbftTraceBuilder before, Votes... certificates) {
    return before
        .leave(0, 1, certificates)
        .leave(1, 1, certificates)
        .leave(2, 1, certificates)
        .hearViewChange(1, 0, 1, certificates)
        .hearViewChange(1, 2, 1, certificates);
  }

  static PbftTraceBuilder left() {
    return left(four(), genesis());
  }

  /** And the primary opens view 1, which demands all that is reported. */
  static PbftTraceBuilder changed(PbftTraceBuilder before, Votes... certificates) {
    return left(before, certificates).open(1, 1, reports(certificates), certificates);
  }

  static PbftTraceBuilder opened() {
    return changed(four(), genesis());
  }

  /** The primary of view 1 has not decided what the others have, and proposes another block. */
  private static PbftTraceBuilder lagging() {
    Votes last = decided(0, "a", 0, 1, 2);
    List<Proof> proofs =
        List.of(new Proof(0, 1, last), new Proof(1, 1, genesis()), new Proof(2, 1, last));
    return four()
        .heard("a")
        .done("a", 0, 2)
        .leave(0, 1, last)
        .leave(1, 1, genesis(), prepared(0, "a", 0, 1, 2))
        .leave(2, 1, last)
        .hearViewChange(1, 0, 1, last)
        .hearViewChange(1, 2, 1, last)
        .open(1, 1, withOwn(proofs), last)
        .enter(1, 1, 1, withOwn(proofs), last)
        .propose(1, 1, "x");
  }

  /** The primary's own VIEW-CHANGE reports that it is prepared. */
  private static List<Proof> withOwn(List<Proof> proofs) {
    Proof own = new Proof(1, 1, genesis(), prepared(0, "a", 0, 1, 2));
    return List.of(proofs.get(0), own, proofs.get(2));
  }
}
