package org.medchain.faults.schedule;

import java.util.List;
import java.util.stream.IntStream;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.adversary.ByzantineBehaviour.ClientFavouring;
import org.medchain.adversary.ByzantineBehaviour.ColluderSharing;
import org.medchain.adversary.ByzantineBehaviour.CorruptedField;
import org.medchain.adversary.ByzantineBehaviour.DelayedSending;
import org.medchain.adversary.ByzantineBehaviour.EclipseMining;
import org.medchain.adversary.ByzantineBehaviour.FalseCheckpoint;
import org.medchain.adversary.ByzantineBehaviour.FalseCheckpointKind;
import org.medchain.adversary.ByzantineBehaviour.FalseNewView;
import org.medchain.adversary.ByzantineBehaviour.FalseNewViewKind;
import org.medchain.adversary.ByzantineBehaviour.FalseReplies;
import org.medchain.adversary.ByzantineBehaviour.FalseReplyField;
import org.medchain.adversary.ByzantineBehaviour.FalseSnapshots;
import org.medchain.adversary.ByzantineBehaviour.FalseStatus;
import org.medchain.adversary.ByzantineBehaviour.FalseViewChange;
import org.medchain.adversary.ByzantineBehaviour.FalseViewChangeKind;
import org.medchain.adversary.ByzantineBehaviour.Hoarding;
import org.medchain.adversary.ByzantineBehaviour.MessageReplay;
import org.medchain.adversary.ByzantineBehaviour.NormalCasePhase;
import org.medchain.adversary.ByzantineBehaviour.ProposalEquivocation;
import org.medchain.adversary.ByzantineBehaviour.RequestCensorship;
import org.medchain.adversary.ByzantineBehaviour.RequestTampering;
import org.medchain.adversary.ByzantineBehaviour.SecretBranchDoubleSpend;
import org.medchain.adversary.ByzantineBehaviour.SelectiveOmission;
import org.medchain.adversary.ByzantineBehaviour.SelfishMiningStrategy;
import org.medchain.adversary.ByzantineBehaviour.SpuriousViewChange;
import org.medchain.adversary.ByzantineBehaviour.VoteCorruption;
import org.medchain.adversary.ByzantineBehaviour.VoteForgery;
import org.medchain.adversary.SeededDraws;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Replica;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;

/**
 * The kinds of Byzantine member that a plan draws from.
 *
 * @param doubleSpend two transactions of one name, for a double spend
 */
record ByzantineKinds(
    SchedulePlan plan,
    ChainParameters chain,
    Membership members,
    List<PublicKey> clients,
    List<Transaction> doubleSpend) {
  /** Two correct copies with one key (Bano et al. 2022). */
  static final String TWIN = "twin";

  /** Sends what its key allows and others may accept. */
  static final String RANDOM_BYZANTINE = "puppet";

  /** Its host serves snapshots with the right context and a state that is another. */
  static final String WRONG_STATE = "wrong-state";

  /** Keeps what it saw and shows any of it when it likes (ADV-28). */
  static final String HOARDING = "hoarding";

  /** A third of the draws are puppets. */
  static final List<String> PBFT_KINDS =
      words(
          "twin "
              + "puppet ".repeat(8)
              + "silence slowness equivocation corruption forgery tampering wrong-replies"
              + " lying-view-change lying-new-view lying-checkpoint lying-status wrong-snapshots"
              + " wrong-state replay censorship favouring premature-view-change sharing");

  /** A miner's behaviours. */
  static final List<String> POW_KINDS =
      words(
          "puppet ".repeat(3)
              + "selfish-mining ".repeat(2)
              + "double-spend ".repeat(2)
              + "eclipse silence slowness replay");

  private static final long MS = 1_000_000;

  private static List<String> words(String line) {
    return List.of(line.split(" ", -1));
  }

  /** The Byzantine member in the place of the correct one. */
  Replica wrap(int number, Replica correct) {
    String kind = plan.byzantine().getOrDefault(number, TWIN);
    if (kind.equals(TWIN) || kind.equals(WRONG_STATE)) {
      return correct; // each copy is correct by itself
    }
    SeededDraws draw = SeededDraws.of(plan.seed() + number, "fault");
    List<PublicKey> byzantine = plan.byzantine().keySet().stream().map(members::key).toList();
    AdversarySetup surroundings =
        new AdversarySetup(members, chain, members.key(number), byzantine, plan.seed());
    return AdversaryFactory.wrap(behaviour(kind, draw), correct, surroundings);
  }

  private ByzantineBehaviour behaviour(String kind, SeededDraws draw) {
    ActivePeriod always = ActivePeriod.ALWAYS;
    return switch (kind) {
      case "silence" -> new SelectiveOmission(always, someMembers(draw), List.of());
      case "slowness" -> new DelayedSending(always, 0, 3000 * MS);
      // All colluders have to split the others alike, so this is drawn from the seed alone.
      case "equivocation" ->
          new ProposalEquivocation(always, someMembers(SeededDraws.of(plan.seed(), "split")));
      case "corruption" ->
          new VoteCorruption(
              always,
              draw.pick(List.of(NormalCasePhase.values())),
              draw.pick(List.of(CorruptedField.values())),
              draw.chance(500) ? 1 : -1,
              0.5);
      case "forgery" -> new VoteForgery(always);
      case "tampering" -> new RequestTampering(always, 0.5);
      case "wrong-replies" ->
          new FalseReplies(always, draw.pick(List.of(FalseReplyField.values())));
      case "lying-view-change" ->
          new FalseViewChange(always, draw.pick(List.of(FalseViewChangeKind.values())));
      case "lying-new-view" ->
          new FalseNewView(always, draw.pick(List.of(FalseNewViewKind.values())));
      case "lying-checkpoint" ->
          new FalseCheckpoint(always, draw.pick(List.of(FalseCheckpointKind.values())));
      case "lying-status" -> new FalseStatus(always, draw.between(-5, 5), draw.between(-2, 2));
      case "wrong-snapshots" -> new FalseSnapshots(always);
      case "replay" -> new MessageReplay(always, 0.2, 50);
      case HOARDING -> new Hoarding(always, draw.below(20) / 100.0, 300);
      case "censorship" -> new RequestCensorship(always, List.of(draw.pick(clients)));
      case "favouring" -> new ClientFavouring(always, List.of(draw.pick(clients)), 4000 * MS);
      case "premature-view-change" -> new SpuriousViewChange(always, 1500 * MS);
      case "selfish-mining" -> new SelfishMiningStrategy(always);
      case "double-spend" ->
          new SecretBranchDoubleSpend(
              always,
              draw.between(1, 6),
              doubleSpend.get(0),
              doubleSpend.get(1),
              plan.interval(),
              draw.below(2),
              draw.between(1, 5));
      case "eclipse" -> new EclipseMining(always, List.of(draw.below(members.size())));
      case "sharing" -> new ColluderSharing(always);
      default -> throw new IllegalArgumentException("no behaviour is called " + kind);
    };
  }

  private List<Integer> someMembers(SeededDraws draw) {
    return IntStream.range(0, members.size()).filter(i -> draw.chance(500)).boxed().toList();
  }
}
