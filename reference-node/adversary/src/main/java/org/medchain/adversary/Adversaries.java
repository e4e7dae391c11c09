package org.medchain.adversary;

import java.util.List;
import org.medchain.consensus.Replica;

/** Puts behaviours around a correct replica. */
public final class Adversaries {
  private Adversaries() {}

  /** A member that does all of these; what the first says, the later ones change further. */
  public static Replica wrap(
      List<? extends Behaviour> behaviours, Replica correct, Surroundings surroundings) {
    Replica member = correct;
    for (Behaviour behaviour : behaviours) {
      member = wrap(behaviour, member, surroundings);
    }
    return member;
  }

  /** A member that behaves like this. */
  public static Replica wrap(Behaviour behaviour, Replica correct, Surroundings surroundings) {
    return new Byzantine(correct, behaviour.period(), plot(behaviour, surroundings), surroundings);
  }

  private static Plot plot(Behaviour behaviour, Surroundings surroundings) {
    return switch (behaviour) {
      case Behaviour.Silence silence -> new SilencePlot(silence, surroundings);
      case Behaviour.Slowness slowness -> new SlownessPlot(slowness);
      case Behaviour.Equivocation equivocation -> new EquivocationPlot(equivocation, surroundings);
      case Behaviour.Corruption corruption -> VoteLies.plot(corruption);
      case Behaviour.Forgery forgery -> new ForgeryPlot();
      case Behaviour.Tampering tampering -> new TamperingPlot(tampering.probability());
      case Behaviour.WrongReplies replies -> new ReplyPlot(replies.lie());
      case Behaviour.LyingViewChange lying ->
          new Substitution((message, stage) -> ViewLies.about(message, lying.lie(), stage));
      case Behaviour.LyingNewView lying -> new NewViewPlot(lying.lie());
      case Behaviour.LyingCheckpoint lying ->
          new Substitution((message, stage) -> CheckpointLies.about(message, lying.lie()));
      case Behaviour.LyingStatus lying ->
          new Substitution((message, stage) -> ViewLies.about(message, lying));
      case Behaviour.WrongSnapshots wrong -> new SnapshotPlot();
      case Behaviour.Replay replay -> new ReplayPlot(replay);
      case Behaviour.Censorship censorship -> ClientPlot.of(censorship);
      case Behaviour.Favouring favouring -> ClientPlot.of(favouring);
      case Behaviour.PrematureViewChange premature -> new CryWolfPlot(premature);
      case Behaviour.Sharing sharing -> new SharingPlot();
      case Behaviour.Erratic erratic -> new ErraticPlot(erratic.probability(), surroundings);
      case Behaviour.SelfishMining selfish -> new SelfishPlot();
      case Behaviour.DoubleSpend spend -> new DoubleSpendPlot(spend);
      case Behaviour.Eclipse eclipse -> new EclipsePlot(eclipse, surroundings);
    };
  }
}
