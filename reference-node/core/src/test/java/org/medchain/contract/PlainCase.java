package org.medchain.contract;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
}
