package org.medchain.study.analyse;

import static org.medchain.credit.Parameter.CENTER_DETECTION;
import static org.medchain.credit.Parameter.FALSE_PENALTY;

import org.medchain.credit.CreditParameters;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.conditions.ClosedForm;
import org.medchain.credit.conditions.Condition;
import org.medchain.credit.conditions.Conditions;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ObjectNode;

/**
 * The least whole penalty that deters from false records, by T2, and the detection that it was
 * computed with (GAME-19).
 *
 * @param parameters of the setting
 * @param holds whether honest beats false with the rules' own penalty
 * @param points infinite where no penalty is enough
 */
public record LeastPenalty(CreditParameters parameters, boolean holds, double points) {
  private static final Condition HONEST_BEATS_FALSE = Conditions.byId("T2");
  static final String CONDITION = HONEST_BEATS_FALSE.description().label();
  private static final String KEY = "least_whole_penalty";

  /** In this setting. */
  public static LeastPenalty of(CreditParameters parameters) {
    ClosedForm claim = HONEST_BEATS_FALSE.closedForm(parameters);
    return new LeastPenalty(parameters, claim.holds(), claim.number(KEY));
  }

  /** A sentence, and the numbers. */
  public void report(StudyResults findings, ObjectNode json) {
    put(json);
    findings.say("least-penalty", CONDITION, words(), parameters.of(FALSE_PENALTY));
  }

  void put(ObjectNode json) {
    ResultJson.put(json, KEY, points);
    ResultJson.put(json, "detection", detection());
  }

  private double detection() {
    return OutcomeProbabilities.fraud(parameters).convicted();
  }

  String words() {
    String told =
        Double.isInfinite(points)
            ? "no penalty is enough"
            : points == 0 ? "0, as no penalty is needed" : NumberFormats.number(points);
    return StudyText.of(
        "least-penalty.found",
        told,
        detection(),
        parameters.rules().verdict().isOn()
            ? "verifiers, quorum, miss, and users afterwards"
            : CENTER_DETECTION.key());
  }
}
