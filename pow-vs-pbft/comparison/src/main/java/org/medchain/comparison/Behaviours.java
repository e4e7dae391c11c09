package org.medchain.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.medchain.adversary.Behaviour;
import org.medchain.adversary.Period;
import org.medchain.comparison.config.AdversaryConfig;
import org.medchain.comparison.config.BehaviourConfig;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;

/**
 * From a config's behaviours to those of the adversary module.
 *
 * @param originNs Unix time at which virtual time begins, in ns
 * @param nodes n
 * @param clients which client machine each sender uses
 * @param confirmations k that clients wait for
 * @param payment what a double spender pays with
 * @param replacement what it wants instead
 */
record Behaviours(
    long originNs,
    int nodes,
    Map<PublicKey, Integer> clients,
    int confirmations,
    Transaction payment,
    Transaction replacement) {

  /** When it is on, in Unix time. */
  Period period(AdversaryConfig when) {
    long untilNs = Durations.secondsToNs(when.untilS());
    return new Period(
        originNs + Durations.secondsToNs(when.fromS()),
        untilNs > Long.MAX_VALUE - originNs ? Long.MAX_VALUE : originNs + untilNs);
  }

  /**
   * One behaviour.
   *
   * @param group the nodes that work together
   */
  Behaviour of(AdversaryConfig config, Collection<Integer> group) {
    Period period = period(config);
    return switch (config.behaviour()) {
      case BehaviourConfig.Silence it ->
          new Behaviour.Silence(
              period,
              it.receivers(),
              it.phases().stream().map(each -> Behaviour.Phase.valueOf(each.name())).toList());
      case BehaviourConfig.Slowness it ->
          new Behaviour.Slowness(
              period, Durations.msToNs(it.leastMs()), Durations.msToNs(it.mostMs()));
      case BehaviourConfig.Equivocation it ->
          new Behaviour.Equivocation(
              period, it.second().isEmpty() ? everySecond(group) : it.second());
      case BehaviourConfig.Corruption it ->
          new Behaviour.Corruption(
              period,
              Behaviour.Phase.valueOf(it.phase().name()),
              Behaviour.Field.valueOf(it.field().name()),
              it.step(),
              it.probability());
      case BehaviourConfig.Forgery it -> new Behaviour.Forgery(period);
      case BehaviourConfig.Tampering it -> new Behaviour.Tampering(period, it.probability());
      case BehaviourConfig.WrongReplies it ->
          new Behaviour.WrongReplies(period, Behaviour.ReplyLie.valueOf(it.lie().name()));
      case BehaviourConfig.LyingViewChange it ->
          new Behaviour.LyingViewChange(period, Behaviour.ViewChangeLie.valueOf(it.lie().name()));
      case BehaviourConfig.LyingNewView it ->
          new Behaviour.LyingNewView(period, Behaviour.NewViewLie.valueOf(it.lie().name()));
      case BehaviourConfig.LyingCheckpoint it ->
          new Behaviour.LyingCheckpoint(period, Behaviour.CheckpointLie.valueOf(it.lie().name()));
      case BehaviourConfig.LyingStatus it ->
          new Behaviour.LyingStatus(period, it.heights(), it.views());
      case BehaviourConfig.WrongSnapshots it -> new Behaviour.WrongSnapshots(period);
      case BehaviourConfig.Replay it -> new Behaviour.Replay(period, it.probability(), it.memory());
      case BehaviourConfig.Censorship it ->
          new Behaviour.Censorship(period, sendersOf(it.clients()));
      case BehaviourConfig.Favouring it ->
          new Behaviour.Favouring(period, sendersOf(it.clients()), Durations.msToNs(it.delayMs()));
      case BehaviourConfig.PrematureViewChange it ->
          new Behaviour.PrematureViewChange(period, Durations.msToNs(it.everyMs()));
      case BehaviourConfig.Sharing it -> new Behaviour.Sharing(period);
      case BehaviourConfig.Erratic it -> new Behaviour.Erratic(period, it.probability());
      case BehaviourConfig.SelfishMining it -> new Behaviour.SelfishMining(period);
      case BehaviourConfig.DoubleSpend it -> doubleSpend(period, it);
      case BehaviourConfig.Eclipse it -> new Behaviour.Eclipse(period, it.victims());
      case BehaviourConfig.Twins it ->
          throw new IllegalArgumentException("twins are two replicas, not a behaviour of one");
    };
  }

  private Behaviour doubleSpend(Period period, BehaviourConfig.DoubleSpend it) {
    return new Behaviour.DoubleSpend(
        period, it.fromHeight(), payment, replacement, confirmations, it.premined(), it.deficit());
  }

  /** Half of those who are lied to, so that neither half is more than it has to be. */
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
