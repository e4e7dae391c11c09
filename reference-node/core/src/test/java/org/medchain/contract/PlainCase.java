package org.medchain.contract;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.VerdictRules;

/** One record of {@link PlainGame}. */
final class PlainCase {
  PublicKey owner;
  PublicKey doctor;
  char status;
  long height;
  long until;
  VerdictRules rules;
  final Map<PublicKey, Boolean> votes = new TreeMap<>();
  final TreeSet<PublicKey> readers = new TreeSet<>();
  final TreeSet<PublicKey> payers = new TreeSet<>();
  final Map<PublicKey, Boolean> evaluations = new TreeMap<>();
  boolean opened;
  Hash content;

  /** Whether a verdict is to earn the reward. */
  boolean due;

  /** Why nothing of it is sold, if it is not valid. */
  Outcome objection() {
    return status == 'F' ? Outcome.RECORD_FALSE : Outcome.RECORD_PENDING;
  }

  /** The answer to a reader for research. */
  ReadAnswer answer(
      PublicKey who, boolean ownerLeft, boolean isFrozen, boolean votes, boolean hasPoints) {
    if (status == 'F') {
      return ReadAnswer.RECORD_FALSE;
    }
    if (ownerLeft) {
      return ReadAnswer.OWNER_LEFT;
    }
    if (who.equals(owner)) {
      return ReadAnswer.OWNER;
    }
    if (isFrozen) {
      return ReadAnswer.READER_FROZEN;
    }
    if (who.equals(doctor)) {
      return ReadAnswer.AUTHOR;
    }
    if (status == 'P') {
      return votes ? ReadAnswer.VERIFIER : ReadAnswer.RECORD_PENDING;
    }
    if (!readers.contains(who)) {
      return ReadAnswer.NO_CONSENT;
    }
    return hasPoints ? ReadAnswer.DIRECTIVE : ReadAnswer.INSUFFICIENT_POINTS;
  }

  /** Whether too few are there, and have not left, for the votes that decide. */
  static boolean lacksVerifiers(
      VerdictRules rules, Map<PublicKey, Role> roles, Set<PublicKey> left) {
    long there =
        roles.entrySet().stream()
            .filter(each -> each.getValue() == Role.HOSPITAL || each.getValue() == Role.RESEARCH)
            .filter(each -> !left.contains(each.getKey()))
            .count();
    return rules.verifiers() > 0 && there < rules.quorum();
  }
}
