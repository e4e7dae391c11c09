package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Replica;

/** Puts behaviours around a correct replica. */
public final class AdversaryFactory {
  private AdversaryFactory() {}

  /** A member that does all of these; later ones change the messages of earlier ones further. */
  public static Replica wrap(
      List<? extends ByzantineBehaviour> behaviours, Replica correct, AdversarySetup surroundings) {
    Replica member = correct;
    for (ByzantineBehaviour behaviour : behaviours) {
      member = wrap(behaviour, member, surroundings);
    }
    return member;
  }

  /** A member that behaves like this. */
  public static Replica wrap(
      ByzantineBehaviour behaviour, Replica correct, AdversarySetup surroundings) {
    return new ByzantineReplica(
        correct, behaviour.period(), attackFor(behaviour, surroundings), surroundings);
  }

  private static Attack attackFor(ByzantineBehaviour behaviour, AdversarySetup surroundings) {
    return switch (behaviour) {
      case ByzantineBehaviour.SelectiveOmission silence ->
          new OmissionAttack(silence, surroundings);
      case ByzantineBehaviour.DelayedSending slowness -> new DelayAttack(slowness);
      case ByzantineBehaviour.ProposalEquivocation equivocation ->
          new EquivocationAttack(equivocation, surroundings);
      case ByzantineBehaviour.VoteCorruption corruption ->
          VoteCorruptionAttack.attackFor(corruption);
      case ByzantineBehaviour.VoteForgery forgery -> new VoteCorruptionAttack.VoteForgeryAttack();
      case ByzantineBehaviour.RequestTampering tampering ->
          new RequestTamperingAttack(tampering.probability());
      case ByzantineBehaviour.FalseReplies replies -> new FalseReplyAttack(replies.lie());
      case ByzantineBehaviour.FalseViewChange lying -> falsification(lying);
      case ByzantineBehaviour.FalseCheckpoint lying -> falsification(lying);
      case ByzantineBehaviour.FalseStatus lying -> falsification(lying);
      case ByzantineBehaviour.FalseNewView lying -> new NewViewAttack(lying.lie(), surroundings);
      case ByzantineBehaviour.FalseSnapshots wrong -> new FalseSnapshotAttack();
      case ByzantineBehaviour.MessageReplay replay -> new ReplayAttack(replay);
      case ByzantineBehaviour.RequestCensorship censorship ->
          new ClientDiscriminationAttack(censorship.clients()::contains, Optional.empty());
      case ByzantineBehaviour.ClientFavouring favouring ->
          new ClientDiscriminationAttack(
              client -> !favouring.clients().contains(client), Optional.of(favouring.delayNs()));
      case ByzantineBehaviour.SpuriousViewChange premature ->
          new SpuriousViewChangeAttack(premature);
      case ByzantineBehaviour.ColluderSharing sharing -> new ColluderSharingAttack();
      case ByzantineBehaviour.RandomMisbehaviour erratic ->
          new RandomByzantineAttack(erratic.probability(), surroundings);
      case ByzantineBehaviour.Hoarding hoarding -> new HoardingAttack(hoarding, surroundings);
      case ByzantineBehaviour.SelfishMiningStrategy selfish -> new SelfishMiningAttack();
      case ByzantineBehaviour.SecretBranchDoubleSpend spend -> new DoubleSpendAttack(spend);
      case ByzantineBehaviour.EclipseMining eclipse -> new EclipseAttack(eclipse, surroundings);
    };
  }

  private static Attack falsification(ByzantineBehaviour lying) {
    return new MessageSubstitution(
        (message, stage) -> PbftFalsification.substituteFor(message, lying, stage));
  }
}
