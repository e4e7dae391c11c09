package org.medchain.comparison.config;

import java.util.List;
import org.medchain.adversary.ByzantineBehaviour;

/** The values that a config's behaviours have where it gives none. */
public final class DefaultBehaviours {
  private DefaultBehaviours() {}

  /** One of each kind; values without a default are filled in with node or client 0. */
  public static List<BehaviourConfig> all() {
    return List.of(
        new BehaviourConfig.Silence(List.of(), List.of()),
        new BehaviourConfig.Slowness(500, 1500),
        new BehaviourConfig.Equivocation(List.of()),
        new BehaviourConfig.Corruption(
            ByzantineBehaviour.NormalCasePhase.PREPARE,
            ByzantineBehaviour.CorruptedField.DIGEST,
            1,
            1),
        new BehaviourConfig.Forgery(),
        new BehaviourConfig.Tampering(1),
        new BehaviourConfig.WrongReplies(ByzantineBehaviour.FalseReplyField.RESULT),
        new BehaviourConfig.LyingViewChange(
            ByzantineBehaviour.FalseViewChangeKind.NOTHING_PREPARED),
        new BehaviourConfig.LyingNewView(ByzantineBehaviour.FalseNewViewKind.TWO_VERSIONS),
        new BehaviourConfig.LyingCheckpoint(ByzantineBehaviour.FalseCheckpointKind.STATE_ROOT),
        new BehaviourConfig.LyingStatus(10, 0),
        new BehaviourConfig.WrongSnapshots(),
        new BehaviourConfig.Replay(0.1, 100),
        new BehaviourConfig.Censorship(List.of(0)),
        new BehaviourConfig.Favouring(List.of(0), 1000),
        new BehaviourConfig.PrematureViewChange(1000),
        new BehaviourConfig.Sharing(),
        new BehaviourConfig.Erratic(0.1),
        new BehaviourConfig.Hoarding(0.1, 100),
        new BehaviourConfig.Twins(List.of(0), List.of(0)),
        new BehaviourConfig.SelfishMining(),
        new BehaviourConfig.DoubleSpend(0, 1, 20),
        new BehaviourConfig.Eclipse(List.of(0)));
  }
}
