package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.adversary.ByzantineBehaviour.ClientFavouring;
import org.medchain.adversary.ByzantineBehaviour.ColluderSharing;
import org.medchain.adversary.ByzantineBehaviour.DelayedSending;
import org.medchain.adversary.ByzantineBehaviour.EclipseMining;
import org.medchain.adversary.ByzantineBehaviour.FalseCheckpoint;
import org.medchain.adversary.ByzantineBehaviour.FalseNewView;
import org.medchain.adversary.ByzantineBehaviour.FalseReplies;
import org.medchain.adversary.ByzantineBehaviour.FalseSnapshots;
import org.medchain.adversary.ByzantineBehaviour.FalseStatus;
import org.medchain.adversary.ByzantineBehaviour.FalseViewChange;
import org.medchain.adversary.ByzantineBehaviour.Hoarding;
import org.medchain.adversary.ByzantineBehaviour.MessageReplay;
import org.medchain.adversary.ByzantineBehaviour.ProposalEquivocation;
import org.medchain.adversary.ByzantineBehaviour.RandomMisbehaviour;
import org.medchain.adversary.ByzantineBehaviour.RequestCensorship;
import org.medchain.adversary.ByzantineBehaviour.RequestTampering;
import org.medchain.adversary.ByzantineBehaviour.SecretBranchDoubleSpend;
import org.medchain.adversary.ByzantineBehaviour.SelectiveOmission;
import org.medchain.adversary.ByzantineBehaviour.SelfishMiningStrategy;
import org.medchain.adversary.ByzantineBehaviour.SpuriousViewChange;
import org.medchain.adversary.ByzantineBehaviour.VoteCorruption;
import org.medchain.adversary.ByzantineBehaviour.VoteForgery;
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
      case SelectiveOmission silence -> new OmissionAttack(silence, surroundings);
      case DelayedSending slowness -> new DelayAttack(slowness);
      case ProposalEquivocation equivocation -> new EquivocationAttack(equivocation, surroundings);
      case VoteCorruption corruption -> VoteCorruptionAttack.attackFor(corruption);
      case VoteForgery forgery -> new VoteCorruptionAttack.VoteForgeryAttack();
      case RequestTampering tampering -> new RequestTamperingAttack(tampering.probability());
      case FalseReplies replies -> new FalseReplyAttack(replies.lie());
      case FalseViewChange lying -> falsification(lying);
      case FalseCheckpoint lying -> falsification(lying);
      case FalseStatus lying -> falsification(lying);
      case FalseNewView lying -> new NewViewAttack(lying.lie(), surroundings);
      case FalseSnapshots wrong -> new FalseSnapshotAttack();
      case MessageReplay replay -> new ReplayAttack(replay);
      case RequestCensorship censorship ->
          new ClientDiscriminationAttack(censorship.clients()::contains, Optional.empty());
      case ClientFavouring favouring ->
          new ClientDiscriminationAttack(
              client -> !favouring.clients().contains(client), Optional.of(favouring.delayNs()));
      case SpuriousViewChange premature -> new SpuriousViewChangeAttack(premature);
      case ColluderSharing sharing -> new ColluderSharingAttack();
      case RandomMisbehaviour erratic ->
          new RandomByzantineAttack(erratic.probability(), surroundings);
      case Hoarding hoarding -> new HoardingAttack(hoarding, surroundings);
      case SelfishMiningStrategy selfish -> new SelfishMiningAttack();
      case SecretBranchDoubleSpend spend -> new DoubleSpendAttack(spend);
      case EclipseMining eclipse -> new EclipseAttack(eclipse, surroundings);
    };
  }

  private static Attack falsification(ByzantineBehaviour lying) {
    return new MessageSubstitution(
        (message, stage) -> PbftFalsification.substituteFor(message, lying, stage));
  }
}
