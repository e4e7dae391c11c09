package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import org.medchain.adversary.Adversaries;
import org.medchain.adversary.Behaviour;
import org.medchain.adversary.Period;
import org.medchain.adversary.Surroundings;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Replica;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/** The kinds of Byzantine member that a plan draws from. */
final class Faults {
  /** Two correct copies with one key (Bano et al. 2022). */
  static final String TWIN = "twin";

  /** Says whatever its key lets it say and others may believe. */
  static final String PUPPET = "puppet";

  /** Its host serves snapshots with the right context and a state that is another. */
  static final String WRONG_STATE = "wrong-state";

  static final List<String> KINDS =
      List.of(
          TWIN,
          PUPPET,
          PUPPET,
          PUPPET,
          PUPPET,
          PUPPET,
          PUPPET,
          PUPPET,
          PUPPET,
          "silence",
          "slowness",
          "equivocation",
          "corruption",
          "forgery",
          "tampering",
          "wrong-replies",
          "lying-view-change",
          "lying-new-view",
          "lying-checkpoint",
          "lying-status",
          "wrong-snapshots",
          WRONG_STATE,
          "replay",
          "censorship",
          "favouring",
          "premature-view-change",
          "sharing");

  /** What a miner may do. */
  static final List<String> MINERS =
      List.of(
          PUPPET,
          PUPPET,
          PUPPET,
          "selfish-mining",
          "selfish-mining",
          "double-spend",
          "double-spend",
          "eclipse",
          "silence",
          "slowness",
          "replay");

  private static final long MS = 1_000_000;

  private final Plan plan;
  private final ChainParameters chain;
  private final Membership members;
  private final List<PublicKey> byzantine = new ArrayList<>();
  private final List<PublicKey> clients;
  private final List<Transaction> spend;

  /**
   * The faults of a plan.
   *
   * @param spend two transactions of one name, for a double spend
   */
  Faults(
      Plan plan,
      ChainParameters chain,
      Membership members,
      List<PublicKey> clients,
      List<Transaction> spend) {
    this.spend = spend;
    this.plan = plan;
    this.chain = chain;
    this.members = members;
    this.clients = clients;
    plan.byzantine().keySet().forEach(number -> byzantine.add(members.key(number)));
  }

  /** The Byzantine member in the place of the correct one. */
  Replica around(int number, Replica correct) {
    String kind = plan.byzantine().getOrDefault(number, TWIN);
    if (kind.equals(TWIN) || kind.equals(WRONG_STATE)) {
      return correct; // each copy is correct by itself
    }
    Draw draw = Draw.of(plan.seed() + number, "fault");
    Surroundings surroundings =
        new Surroundings(members, chain, members.key(number), byzantine, plan.seed());
    return Adversaries.wrap(behaviour(kind, draw), correct, surroundings);
  }

  private Behaviour behaviour(String kind, Draw draw) {
    Period always = Period.ALWAYS;
    return switch (kind) {
      case "silence" -> new Behaviour.Silence(always, someMembers(draw), List.of());
      case "slowness" -> new Behaviour.Slowness(always, 0, 3000 * MS);
      // All colluders have to split the others alike, so this is drawn from the seed alone.
      case "equivocation" ->
          new Behaviour.Equivocation(always, someMembers(Draw.of(plan.seed(), "split")));
      case "corruption" ->
          new Behaviour.Corruption(
              always,
              draw.pick(List.of(Behaviour.Phase.values())),
              draw.pick(List.of(Behaviour.Field.values())),
              draw.chance(500) ? 1 : -1,
              0.5);
      case "forgery" -> new Behaviour.Forgery(always);
      case "tampering" -> new Behaviour.Tampering(always, 0.5);
      case "wrong-replies" ->
          new Behaviour.WrongReplies(always, draw.pick(List.of(Behaviour.ReplyLie.values())));
      case "lying-view-change" ->
          new Behaviour.LyingViewChange(
              always, draw.pick(List.of(Behaviour.ViewChangeLie.values())));
      case "lying-new-view" ->
          new Behaviour.LyingNewView(always, draw.pick(List.of(Behaviour.NewViewLie.values())));
      case "lying-checkpoint" ->
          new Behaviour.LyingCheckpoint(
              always, draw.pick(List.of(Behaviour.CheckpointLie.values())));
      case "lying-status" ->
          new Behaviour.LyingStatus(always, draw.between(-5, 5), draw.between(-2, 2));
      case "wrong-snapshots" -> new Behaviour.WrongSnapshots(always);
      case "replay" -> new Behaviour.Replay(always, 0.2, 50);
      case "censorship" -> new Behaviour.Censorship(always, List.of(draw.pick(clients)));
      case "favouring" -> new Behaviour.Favouring(always, List.of(draw.pick(clients)), 4000 * MS);
      case "premature-view-change" -> new Behaviour.PrematureViewChange(always, 1500 * MS);
      case "selfish-mining" -> new Behaviour.SelfishMining(always);
      case "double-spend" ->
          new Behaviour.DoubleSpend(
              always,
              draw.between(1, 6),
              spend.get(0),
              spend.get(1),
              plan.interval(),
              draw.below(2),
              draw.between(1, 5));
      case "eclipse" -> new Behaviour.Eclipse(always, List.of(draw.below(members.size())));
      case "sharing" -> new Behaviour.Sharing(always);
      default -> throw new IllegalArgumentException("no behaviour is called " + kind);
    };
  }

  private List<Integer> someMembers(Draw draw) {
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      if (draw.chance(500)) {
        some.add(i);
      }
    }
    return some;
  }
}
