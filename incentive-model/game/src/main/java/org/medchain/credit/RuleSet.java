package org.medchain.credit;

import static org.medchain.credit.Parameter.AUDIT_SHARE;
import static org.medchain.credit.Parameter.CENTER_ALARM;
import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.COLLUDERS;
import static org.medchain.credit.Parameter.CORRELATION;
import static org.medchain.credit.Parameter.EVALUATION_QUORUM;
import static org.medchain.credit.Parameter.FALSE_ALARM;
import static org.medchain.credit.Parameter.MISS;
import static org.medchain.credit.Parameter.POOL;
import static org.medchain.credit.Parameter.POOL_COLLUDERS;
import static org.medchain.credit.Parameter.QUORUM;
import static org.medchain.credit.Parameter.TRAP_PENALTY;
import static org.medchain.credit.Parameter.TRAP_REWARD;
import static org.medchain.credit.Parameter.TRAP_SHARE;
import static org.medchain.credit.Parameter.USER_ALARM;
import static org.medchain.credit.Parameter.USER_DETECTION;
import static org.medchain.credit.Parameter.VERIFIERS;
import static org.medchain.credit.Parameter.VERIFIER_PENALTY;
import static org.medchain.credit.Parameter.VERIFIER_REWARD;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The rules that a setting begins with. They answer different questions, and may answer one
 * question in opposite ways: a reward of 10, a penalty of 5 and a detection of 60 % do not deter
 * where the center alone detects, and do where a committee of verifiers who each detect as much
 * decides before the reward is paid.
 */
public enum RuleSet {
  /** Verifiers decide. */
  STANDARD(
      "what rewards and penalties do where verifiers judge each record before it is rewarded:"
          + " miss and false_alarm say how well each of them sees",
      CreditParameters::standard),
  /** The paper's scheme, read literally. */
  PAPER(
      "what the paper's scheme does as it is written: every record is rewarded on arrival, and the"
          + " center alone finds false ones afterwards, as often as center_detection says",
      CreditParameters::paper);

  /** What only a committee has, except for its users. */
  private static final Set<Parameter> OF_COMMITTEES =
      EnumSet.of(
          FALSE_ALARM, MISS, TRAP_SHARE, AUDIT_SHARE, COLLUDERS, POOL, POOL_COLLUDERS, CORRELATION);

  /** Rules that there are only with verifiers. */
  private static final Set<Parameter> OF_VERDICTS =
      EnumSet.of(
          VERIFIERS,
          QUORUM,
          EVALUATION_QUORUM,
          VERIFIER_REWARD,
          VERIFIER_PENALTY,
          TRAP_REWARD,
          TRAP_PENALTY);

  private static final Set<Parameter> OF_USERS = EnumSet.of(USER_DETECTION, USER_ALARM);

  private static final Set<Parameter> OF_THE_CENTER = EnumSet.of(CENTER_DETECTION, CENTER_ALARM);

  private final String question;
  private final Supplier<CreditParameters> begins;

  RuleSet(String question, Supplier<CreditParameters> begins) {
    this.question = question;
    this.begins = begins;
  }

  /** The set that files call so. */
  public static RuleSet byName(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  /** What files call it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which question it answers. */
  public String question() {
    return question;
  }

  /** These rules in the standard economy. */
  public CreditParameters parameters() {
    return begins.get();
  }

  /** The set whose question such rules answer: the authority over records decides. */
  public static RuleSet of(CreditParameters p) {
    return p.rules().verdict().isOn() ? STANDARD : PAPER;
  }

  /**
   * These rules with parameters that were told for others; what only verifiers have is left out
   * where there are none.
   *
   * @throws IllegalArgumentException if these rules refuse them
   */
  public CreditParameters with(Map<Parameter, BigFraction> told) {
    CreditParameters p = parameters();
    for (Map.Entry<Parameter, BigFraction> each : new TreeMap<>(told).entrySet()) {
      if (this == STANDARD || !OF_VERDICTS.contains(each.getKey())) {
        p = p.with(each.getKey(), each.getValue());
      }
    }
    return p;
  }

  /** The parameters that change nothing under such rules: the rules decide which. */
  public static Set<Parameter> inactiveParameters(CreditParameters p) {
    boolean verifiers = p.rules().verdict().isOn();
    Set<Parameter> idle = EnumSet.copyOf(verifiers ? OF_THE_CENTER : OF_COMMITTEES);
    if (p.rules().verdict().evaluationQuorum() == 0) {
      idle.addAll(OF_USERS);
    }
    return idle;
  }
}
