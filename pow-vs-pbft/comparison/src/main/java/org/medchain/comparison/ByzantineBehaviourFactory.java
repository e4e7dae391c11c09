package org.medchain.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.adversary.ActivePeriod;
import org.medchain.adversary.ByzantineBehaviour;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.comparison.workload.ConflictingTransactions;
import org.medchain.data.PublicKey;

/**
 * From a config's behaviours to those of the adversary module.
 *
 * @param originNs Unix time at which virtual time begins, in ns
 * @param nodes n
 * @param clients which client machine each sender uses
 * @param confirmations k that clients wait for
 * @param spending what a double spender pays with and wants instead; empty where nobody made it
 */
record ByzantineBehaviourFactory(
    long originNs,
    int nodes,
    Map<PublicKey, Integer> clients,
    int confirmations,
    Optional<ConflictingTransactions> spending) {

  /** When it is on, in Unix time. */
  ActivePeriod period(AdversaryConfig when) {
    long untilNs = ConfigDurations.secondsToNs(when.untilS());
    return new ActivePeriod(
        originNs + ConfigDurations.secondsToNs(when.fromS()),
        untilNs > Long.MAX_VALUE - originNs ? Long.MAX_VALUE : originNs + untilNs);
  }

  /**
   * One behaviour.
   *
   * @param group the nodes that work together
   */
  ByzantineBehaviour of(AdversaryConfig config, Collection<Integer> group) {
    ActivePeriod period = period(config);
    return switch (config.behaviour()) {
      case BehaviourConfig.Silence it ->
          new ByzantineBehaviour.SelectiveOmission(period, it.receivers(), it.phases());
      case BehaviourConfig.Slowness it ->
          new ByzantineBehaviour.DelayedSending(
              period, ConfigDurations.msToNs(it.leastMs()), ConfigDurations.msToNs(it.mostMs()));
      case BehaviourConfig.Equivocation it ->
          new ByzantineBehaviour.ProposalEquivocation(
              period, it.second().isEmpty() ? everySecond(group) : it.second());
      case BehaviourConfig.Corruption it -> corruption(period, it);
      case BehaviourConfig.Forgery it -> new ByzantineBehaviour.VoteForgery(period);
      case BehaviourConfig.Tampering it ->
          new ByzantineBehaviour.RequestTampering(period, it.probability());
      case BehaviourConfig.WrongReplies it -> new ByzantineBehaviour.FalseReplies(period, it.lie());
      case BehaviourConfig.LyingViewChange it ->
          new ByzantineBehaviour.FalseViewChange(period, it.lie());
      case BehaviourConfig.LyingNewView it -> new ByzantineBehaviour.FalseNewView(period, it.lie());
      case BehaviourConfig.LyingCheckpoint it ->
          new ByzantineBehaviour.FalseCheckpoint(period, it.lie());
      case BehaviourConfig.LyingStatus it ->
          new ByzantineBehaviour.FalseStatus(period, it.heights(), it.views());
      case BehaviourConfig.WrongSnapshots it -> new ByzantineBehaviour.FalseSnapshots(period);
      case BehaviourConfig.Replay it ->
          new ByzantineBehaviour.MessageReplay(period, it.probability(), it.memory());
      case BehaviourConfig.Censorship it ->
          new ByzantineBehaviour.RequestCensorship(period, sendersOf(it.clients()));
      case BehaviourConfig.Favouring it ->
          new ByzantineBehaviour.ClientFavouring(
              period, sendersOf(it.clients()), ConfigDurations.msToNs(it.delayMs()));
      case BehaviourConfig.PrematureViewChange it ->
          new ByzantineBehaviour.SpuriousViewChange(period, ConfigDurations.msToNs(it.everyMs()));
      case BehaviourConfig.Sharing it -> new ByzantineBehaviour.ColluderSharing(period);
      case BehaviourConfig.Erratic it ->
          new ByzantineBehaviour.RandomMisbehaviour(period, it.probability());
      case BehaviourConfig.Hoarding it ->
          new ByzantineBehaviour.Hoarding(period, it.probability(), it.memory());
      case BehaviourConfig.SelfishMining it -> new ByzantineBehaviour.SelfishMiningStrategy(period);
      case BehaviourConfig.DoubleSpend it -> doubleSpend(period, it);
      case BehaviourConfig.Eclipse it -> new ByzantineBehaviour.EclipseMining(period, it.victims());
      case BehaviourConfig.Twins it ->
          throw new IllegalArgumentException("twins are two replicas, not a behaviour of one");
    };
  }

  private static ByzantineBehaviour corruption(ActivePeriod period, BehaviourConfig.Corruption it) {
    return new ByzantineBehaviour.VoteCorruption(
        period, it.phase(), it.field(), it.step(), it.probability());
  }

  private ByzantineBehaviour doubleSpend(ActivePeriod period, BehaviourConfig.DoubleSpend it) {
    ConflictingTransactions made =
        spending.orElseThrow(
            () -> new IllegalArgumentException("double_spend has a payment in a simulation only"));
    return new ByzantineBehaviour.SecretBranchDoubleSpend(
        period,
        it.fromHeight(),
        made.payment(),
        made.replacement(),
        confirmations,
        it.premined(),
        it.deficit());
  }

  /** Half of the deceived nodes, so that neither half is larger than needed. */
  private List<Integer> everySecond(Collection<Integer> group) {
    List<Integer> second = new ArrayList<>();
    int others = 0;
    for (int node = 0; node < nodes; node++) {
      if (!group.contains(node) && others++ % 2 == 1) {
        second.add(node);
      }
    }
    return second;
  }

  private List<PublicKey> sendersOf(Collection<Integer> machines) {
    return clients.entrySet().stream()
        .filter(sender -> machines.contains(sender.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
