package org.medchain.contract.engine;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;
import org.medchain.data.state.StateKey;
import org.medchain.data.state.StateTree;
import org.medchain.incentive.Account;
import org.medchain.incentive.CreditPoints;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PendingRules;
import org.medchain.incentive.PointLedger;
import org.medchain.incentive.Supply;

/**
 * The state of the chain after a transaction or block, immutable: the {@link Table}s of all
 * modules, and the points of the incentive layer under them, over one {@link StateTree}.
 */
public final class WorldState {
  private final StateTree tree;

  private WorldState(StateTree tree) {
    this.tree = tree;
  }

  /** The state in {@code tree}. */
  public static WorldState of(StateTree tree) {
    return new WorldState(tree);
  }

  /** The map behind this view, which gives the state root and proofs. */
  public StateTree tree() {
    return tree;
  }

  /** The credit points under the rules in force. */
  public CreditPoints points() {
    return CreditPoints.over(tree);
  }

  /** This state after a movement of points. */
  public WorldState with(CreditPoints points) {
    return new WorldState(points.state());
  }

  /** The rules of the incentive layer in force. */
  public IncentiveRules rules() {
    return CreditPoints.rulesOf(tree);
  }

  /** Their entry in the state. */
  public static StateEntry<IncentiveRules> rulesEntry() {
    return new StateEntry<>(CreditPoints.RULES_KEY, IncentiveRules.CODEC::decode);
  }

  /** The rules that were ordered and are not in force yet (GAME-9). */
  public Optional<PendingRules> nextRules() {
    return PendingRules.pendingIn(tree);
  }

  /** This state, in which these rules wait for their height. */
  public WorldState withNextRules(PendingRules next) {
    return new WorldState(next.scheduledIn(tree));
  }

  /**
   * This state at the beginning of the block at {@code height}: the rules that waited for it are in
   * force.
   */
  public WorldState withRulesDueAt(long height) {
    return new WorldState(PendingRules.applyDue(tree, height));
  }

  /** The points in the participant's account. */
  public long balance(PublicKey participant) {
    return PointLedger.over(tree).balanceOf(Account.of(participant));
  }

  /** Their entry in the state; absence means 0. */
  public static StateEntry<Long> balanceEntry(PublicKey participant) {
    return new StateEntry<>(Account.of(participant).key(), Decoder::int64);
  }

  /** Where all points are. */
  public Supply supply() {
    return PointLedger.over(tree).supply();
  }

  Optional<Bytes> get(Bytes key) {
    return tree.get(key);
  }

  WorldState put(Bytes key, Bytes value) {
    return new WorldState(tree.put(key, value));
  }

  WorldState put(StateKey key, Bytes value) {
    return new WorldState(tree.put(key, value));
  }

  WorldState remove(Bytes key) {
    return new WorldState(tree.remove(key));
  }
}
