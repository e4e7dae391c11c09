package org.medchain.participant.demo;

import static org.medchain.participant.demo.DayStep.done;
import static org.medchain.participant.demo.DayStep.refused;

import java.util.List;

/** The steps of the day that are a trade (paper §4 (3); PROC-20). */
final class TradeSteps {
  private static final String DRAFT = " draft REQUEST --from patient-1 --as ";
  private static final String OFFER = "patient offer RECORD --type imaging --as patient-1 --price ";
  private static final String READ =
      "institution read RECORD -o bought.dcm --purpose HRESCH --as insurer-1";

  private static final String EVALUATE = "institution evaluate RECORD --as insurer-1 --holds ";

  static final List<DayStep> ALL =
      List.of(
          done("institution request --type imaging --max-price 12 --until SOON --as insurer-1"),
          done("patient requests --type imaging --as patient-1"),
          refused("institution" + DRAFT + "insurer-1"),
          done(OFFER + "13"),
          done("institution match REQUEST --as insurer-1"),
          refused("institution" + DRAFT + "insurer-1"),
          done("patient withdraw --type imaging --as patient-1"),
          done(OFFER + "12"),
          done("institution match REQUEST --as insurer-1"),
          // Another's request; and a deal that is there already.
          refused("hospital" + DRAFT + "clinic-1"),
          done("institution" + DRAFT + "insurer-1"),
          refused("institution" + DRAFT + "insurer-1"),
          done("patient deals --as patient-1"),
          refused(READ),
          refused(EVALUATE + "yes"),
          refused("patient sign DEAL --as guardian-1"),
          done("patient sign DEAL --as patient-1"),
          refused("patient sign DEAL --as patient-1"),
          done(READ).opening("bought.dcm"),
          done(EVALUATE + "yes"),
          refused(EVALUATE + "no"),
          done("institution deals --as insurer-1"),
          done("points show --as insurer-1"));

  private TradeSteps() {}
}
