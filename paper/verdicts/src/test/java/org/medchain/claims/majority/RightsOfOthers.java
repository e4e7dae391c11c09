package org.medchain.claims.majority;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PendingRules;

/**
 * What a state says of all but one sender: what this sender must not change alone if no single key
 * controls the system.
 *
 * @param members the consensus nodes
 * @param rules in force
 * @param nextRules ordered and not in force yet
 * @param roles of the others that may take part, by key; nothing for who may not
 * @param frozen whether the center holds the account, by key
 * @param valid whether a record of another counts, by its id
 */
record RightsOfOthers(
    List<PublicKey> members,
    IncentiveRules rules,
    Optional<PendingRules> nextRules,
    Map<PublicKey, Optional<Role>> roles,
    Map<PublicKey, Boolean> frozen,
    Map<Hash, Boolean> valid) {
  /** A kind of power over others. */
  enum Power {
    /** The consensus nodes change. */
    MEMBERS,
    /** The rules of the incentive layer change. */
    RULES,
    /** A key is admitted, or excluded. */
    PARTICIPATION,
    /** An account is frozen, or thawed. */
    ACCOUNT,
    /** A record of another counts no longer. */
    RECORD
  }

  /**
   * Of the others in a state.
   *
   * @param others all keys of the chain but the sender's
   * @param records of others
   */
  static RightsOfOthers in(
      WorldState state, Collection<PublicKey> others, Collection<Hash> records) {
    Map<PublicKey, Optional<Role>> roles = new TreeMap<>();
    Map<PublicKey, Boolean> frozen = new TreeMap<>();
    Map<Hash, Boolean> valid = new TreeMap<>();
    for (PublicKey each : others) {
      roles.put(each, Registration.activeRole(state, each));
      frozen.put(each, Freezing.isFrozen(state, each));
    }
    for (Hash each : records) {
      valid.put(each, Records.find(state, each).filter(StoredRecord::isValid).isPresent());
    }
    return new RightsOfOthers(
        ConsensusNodes.of(state).keys(), state.rules(), state.nextRules(), roles, frozen, valid);
  }

  /** The powers that make this state's rights of these. */
  Set<Power> changedTo(RightsOfOthers after) {
    Set<Power> changed = EnumSet.noneOf(Power.class);
    add(changed, Power.MEMBERS, members.equals(after.members));
    add(changed, Power.RULES, rules.equals(after.rules) && nextRules.equals(after.nextRules));
    add(changed, Power.PARTICIPATION, roles.equals(after.roles));
    add(changed, Power.ACCOUNT, frozen.equals(after.frozen));
    add(changed, Power.RECORD, valid.equals(after.valid));
    return changed;
  }

  private static void add(Set<Power> changed, Power power, boolean same) {
    if (!same) {
      changed.add(power);
    }
  }
}
