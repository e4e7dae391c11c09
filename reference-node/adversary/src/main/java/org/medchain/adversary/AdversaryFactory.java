package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.adversary.ByzantineBehaviour.Censorship;
import org.medchain.adversary.ByzantineBehaviour.Corruption;
import org.medchain.adversary.ByzantineBehaviour.DoubleSpend;
import org.medchain.adversary.ByzantineBehaviour.Eclipse;
import org.medchain.adversary.ByzantineBehaviour.Equivocation;
import org.medchain.adversary.ByzantineBehaviour.Erratic;
import org.medchain.adversary.ByzantineBehaviour.Favouring;
import org.medchain.adversary.ByzantineBehaviour.Forgery;
import org.medchain.adversary.ByzantineBehaviour.Hoarding;
import org.medchain.adversary.ByzantineBehaviour.LyingCheckpoint;
import org.medchain.adversary.ByzantineBehaviour.LyingNewView;
import org.medchain.adversary.ByzantineBehaviour.LyingStatus;
import org.medchain.adversary.ByzantineBehaviour.LyingViewChange;
import org.medchain.adversary.ByzantineBehaviour.PrematureViewChange;
import org.medchain.adversary.ByzantineBehaviour.Replay;
import org.medchain.adversary.ByzantineBehaviour.SelfishMining;
import org.medchain.adversary.ByzantineBehaviour.Sharing;
import org.medchain.adversary.ByzantineBehaviour.Silence;
import org.medchain.adversary.ByzantineBehaviour.Slowness;
import org.medchain.adversary.ByzantineBehaviour.Tampering;
import org.medchain.adversary.ByzantineBehaviour.Twins;
import org.medchain.adversary.ByzantineBehaviour.WrongReplies;
import org.medchain.adversary.ByzantineBehaviour.WrongSnapshots;
import org.medchain.consensus.Replica;

/** Puts behaviours around a correct replica. */
public final class AdversaryFactory {
  private AdversaryFactory() {}

  /**
   * A member that does all of these while they are on; later ones change the messages of earlier
   * ones further.
   */
  public static Replica wrap(
      ActivePeriod period,
      List<? extends ByzantineBehaviour> behaviours,
      Replica correct,
      AdversarySetup surroundings) {
    Replica member = correct;
    for (ByzantineBehaviour each : behaviours) {
      member = new ByzantineReplica(member, period, attackFor(each, surroundings), surroundings);
    }
    return member;
  }

  private static Attack attackFor(ByzantineBehaviour behaviour, AdversarySetup surroundings) {
    return switch (behaviour) {
      case Silence it -> new OmissionAttack(it, surroundings);
      case Slowness it -> new DelayAttack(it);
      case Equivocation it -> new EquivocationAttack(it, surroundings);
      case Corruption it -> VoteCorruptionAttack.attackFor(it);
      case Forgery it -> new VoteCorruptionAttack.VoteForgeryAttack();
      case Tampering it -> new RequestTamperingAttack(it.probability());
      case WrongReplies it -> new FalseReplyAttack(it.lie());
      case LyingViewChange it -> falsification(it);
      case LyingCheckpoint it -> falsification(it);
      case LyingStatus it -> falsification(it);
      case LyingNewView it -> new NewViewAttack(it.lie(), surroundings);
      case WrongSnapshots it -> new FalseSnapshotAttack();
      case Replay it -> new ReplayAttack(it);
      case Censorship it ->
          new ClientDiscriminationAttack(surroundings.sendersOf(it.clients()), Optional.empty());
      case Favouring it ->
          new ClientDiscriminationAttack(
              surroundings.sendersOf(it.clients()).negate(),
              Optional.of(AdversaryContext.ns(it.delayMs())));
      case PrematureViewChange it -> new SpuriousViewChangeAttack(it);
      case Sharing it -> new ColluderSharingAttack();
      case Erratic it -> new RandomByzantineAttack(it.probability(), surroundings);
      case Hoarding it -> new HoardingAttack(it, surroundings);
      case SelfishMining it -> new SelfishMiningAttack();
      case DoubleSpend it ->
          new DoubleSpendAttack(
              it,
              surroundings
                  .spending()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "double_spend has a payment in a simulation only")));
      case Eclipse it -> new EclipseAttack(it, surroundings);
      case Twins it ->
          throw new IllegalArgumentException("twins are two replicas, not a behaviour of one");
    };
  }

  private static Attack falsification(ByzantineBehaviour lying) {
    return new MessageSubstitution(
        (message, stage) -> PbftFalsification.substituteFor(message, lying, stage));
  }
}
