package org.medchain.faults.schedule;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.AdversaryFactory;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.adversary.ByzantineBehaviour.Censorship;
import org.medchain.adversary.ByzantineBehaviour.CorruptedField;
import org.medchain.adversary.ByzantineBehaviour.Corruption;
import org.medchain.adversary.ByzantineBehaviour.DoubleSpend;
import org.medchain.adversary.ByzantineBehaviour.Eclipse;
import org.medchain.adversary.ByzantineBehaviour.Equivocation;
import org.medchain.adversary.ByzantineBehaviour.FalseCheckpointKind;
import org.medchain.adversary.ByzantineBehaviour.FalseNewViewKind;
import org.medchain.adversary.ByzantineBehaviour.FalseReplyField;
import org.medchain.adversary.ByzantineBehaviour.FalseViewChangeKind;
import org.medchain.adversary.ByzantineBehaviour.Favouring;
import org.medchain.adversary.ByzantineBehaviour.Forgery;
import org.medchain.adversary.ByzantineBehaviour.Hoarding;
import org.medchain.adversary.ByzantineBehaviour.LyingCheckpoint;
import org.medchain.adversary.ByzantineBehaviour.LyingNewView;
import org.medchain.adversary.ByzantineBehaviour.LyingStatus;
import org.medchain.adversary.ByzantineBehaviour.LyingViewChange;
import org.medchain.adversary.ByzantineBehaviour.NormalCasePhase;
import org.medchain.adversary.ByzantineBehaviour.PrematureViewChange;
import org.medchain.adversary.ByzantineBehaviour.Replay;
import org.medchain.adversary.ByzantineBehaviour.SelfishMining;
import org.medchain.adversary.ByzantineBehaviour.Sharing;
import org.medchain.adversary.ByzantineBehaviour.Silence;
import org.medchain.adversary.ByzantineBehaviour.Slowness;
import org.medchain.adversary.ByzantineBehaviour.Tampering;
import org.medchain.adversary.ByzantineBehaviour.WrongReplies;
import org.medchain.adversary.ByzantineBehaviour.WrongSnapshots;
import org.medchain.adversary.DoubleSpendTerms;
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
        new AdversarySetup(
            members,
            chain,
            members.key(number),
            byzantine,
            plan.seed(),
            IntStream.range(0, clients.size()).boxed().collect(toMap(clients::get, i -> i)),
            Optional.of(
                new DoubleSpendTerms(doubleSpend.get(0), doubleSpend.get(1), plan.interval())));
    return AdversaryFactory.wrap(
        ActivePeriod.ALWAYS, List.of(behaviour(kind, draw)), correct, surroundings);
  }

  private ByzantineBehaviour behaviour(String kind, SeededDraws draw) {
    return switch (kind) {
      case "silence" -> new Silence(someMembers(draw), List.of());
      case "slowness" -> new Slowness(0, 3000);
      // All colluders have to split the others alike, so this is drawn from the seed alone.
      case "equivocation" -> new Equivocation(someMembers(SeededDraws.of(plan.seed(), "split")));
      case "corruption" ->
          new Corruption(
              draw.pick(List.of(NormalCasePhase.values())),
              draw.pick(List.of(CorruptedField.values())),
              draw.chance(500) ? 1 : -1,
              0.5);
      case "forgery" -> new Forgery();
      case "tampering" -> new Tampering(0.5);
      case "wrong-replies" -> new WrongReplies(draw.pick(List.of(FalseReplyField.values())));
      case "lying-view-change" ->
          new LyingViewChange(draw.pick(List.of(FalseViewChangeKind.values())));
      case "lying-new-view" -> new LyingNewView(draw.pick(List.of(FalseNewViewKind.values())));
      case "lying-checkpoint" ->
          new LyingCheckpoint(draw.pick(List.of(FalseCheckpointKind.values())));
      case "lying-status" -> new LyingStatus(draw.between(-5, 5), draw.between(-2, 2));
      case "wrong-snapshots" -> new WrongSnapshots();
      case "replay" -> new Replay(0.2, 50);
      case HOARDING -> new Hoarding(draw.below(20) / 100.0, 300);
      case "censorship" -> new Censorship(List.of(draw.below(clients.size())));
      case "favouring" -> new Favouring(List.of(draw.below(clients.size())), 4000);
      case "premature-view-change" -> new PrematureViewChange(1500);
      case "selfish-mining" -> new SelfishMining();
      case "double-spend" -> new DoubleSpend(draw.between(1, 6), draw.below(2), draw.between(1, 5));
      case "eclipse" -> new Eclipse(List.of(draw.below(members.size())));
      case "sharing" -> new Sharing();
      default -> throw new IllegalArgumentException("no behaviour is called " + kind);
    };
  }

  private List<Integer> someMembers(SeededDraws draw) {
    return IntStream.range(0, members.size()).filter(i -> draw.chance(500)).boxed().toList();
  }
}
