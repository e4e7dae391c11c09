package org.medchain.day.demo;

import static org.medchain.day.demo.DayStep.done;
import static org.medchain.day.demo.DayStep.refused;

import java.util.List;
import java.util.stream.Stream;

/** The steps of the day that are a trade (paper §4 (3); PROC-20). */
final class TradeSteps {
  private static final String REQUEST = "institution request --type imaging --max-price 12 ";
  private static final String DRAFT = " draft REQUEST --from patient-1 --as ";
  private static final String OFFER = "patient offer RECORD --type imaging --as patient-1 --price ";
  private static final String SHARE =
      "patient grant RECORD --to hospital:clinic-1 --share --until 2999-01-01 --as patient-1";
  private static final String SHARED =
      "hospital offer RECORD --type imaging --price 13 --as clinic-1";
  private static final String WITHDRAW = "patient withdraw --type imaging --as patient-1";
  private static final String SIGN = "patient sign DEAL --as patient-1";
  private static final String READ =
      "institution read RECORD -o bought.dcm --as insurer-1 --purpose ";
  private static final String EVALUATE = "institution evaluate RECORD --as insurer-1 --holds ";

  /** A demand, and an offer that meets it. */
  private static final List<DayStep> OFFERED =
      List.of(
          refused(REQUEST + "--until 2020-01-01 --as insurer-1"),
          refused(REQUEST + "--until 2999-01-01 --as insurer-1"),
          done(REQUEST + "--count 20 --until SOON --as insurer-1"),
          done("patient requests --type imaging --as patient-1"),
          refused("institution" + DRAFT + "insurer-1"),
          refused(WITHDRAW),
          refused("patient offer ABSENT --type imaging --price 13 --as patient-1"),
          refused("patient offer RECORD --type SEALED --price 13 --as patient-1"),
          refused(SHARED),
          // The hospital may offer it once the patient shares it.
          done(SHARE),
          done("patient consents --as patient-1"),
          done(SHARED),
          done("hospital withdraw --type imaging --as clinic-1"),
          done(OFFER + "13"),
          refused(OFFER + "12"),
          done("institution match REQUEST --as insurer-1"),
          refused("institution" + DRAFT + "insurer-1"),
          done(WITHDRAW),
          done(OFFER + "12"),
          done("institution match REQUEST --as insurer-1"));

  /** A deal, which waits for its provider alone. */
  private static final List<DayStep> DRAWN =
      List.of(
          // On another's request, without one, and for more than it asks for or the points pay.
          refused("hospital" + DRAFT + "clinic-1"),
          refused("institution draft ABSENT --from patient-1 --as insurer-1"),
          refused("institution" + DRAFT + "insurer-1 --count 21"),
          refused("institution" + DRAFT + "insurer-1 --count 20"),
          done("center freeze --key KEY:insurer-1"),
          refused("institution" + DRAFT + "insurer-1"),
          done("center thaw --key KEY:insurer-1"),
          done("institution" + DRAFT + "insurer-1"),
          refused("institution" + DRAFT + "insurer-1"),
          // One more, whose time will be over.
          done("institution register --as lender-1 --role pharma"),
          done(REQUEST + "--until SHORTLY --as lender-1"),
          done("institution draft REQUEST#2 --from patient-1 --as lender-1"),
          done("patient deals --as patient-1"),
          refused(READ + "HPAYMT"),
          refused(READ + "BTG"),
          // Not what an insurer reads for (ROLE-8).
          refused(READ + "HRESCH"),
          refused(EVALUATE + "yes"),
          refused("institution evaluate ABSENT --as insurer-1 --holds yes"),
          refused("patient sign DEAL --as guardian-1"),
          refused("patient decline DEAL --as guardian-1"),
          refused("patient decline ABSENT --as patient-1"),
          refused("hospital cancel REQUEST --as clinic-1"),
          refused("institution cancel ABSENT --as insurer-1"));

  /** The offer has to be there, at the deal's price, and the demander able to pay. */
  private static final List<DayStep> SIGNED =
      List.of(
          done(WITHDRAW),
          refused(SIGN),
          done(OFFER + "11"),
          refused(SIGN),
          done(WITHDRAW),
          done(OFFER + "12"),
          done("center freeze --key KEY:insurer-1"),
          refused(SIGN),
          done("center thaw --key KEY:insurer-1"),
          done(SIGN),
          refused(SIGN),
          done(READ + "HPAYMT").opening("bought.dcm"),
          done(EVALUATE + "yes"),
          refused(EVALUATE + "no"),
          // One that is signed, and waits for records that the buyer does not have.
          done("institution" + DRAFT + "insurer-1 --count 2"),
          done("patient sign DEAL#3 --as patient-1"),
          done("institution" + DRAFT + "insurer-1"),
          refused("patient sign DEAL#4 --as patient-1"),
          done("institution deals --as insurer-1"),
          refused("institution cancel DEAL#3 --as insurer-1"),
          refused("institution leave DEAL#4 --as insurer-1"),
          done("institution leave DEAL#3 --as insurer-1"),
          done("institution cancel REQUEST --as insurer-1"),
          done("points show --as insurer-1"));

  /** A demander whose time is over, and whose key is revoked. */
  private static final List<DayStep> TOO_LATE =
      List.of(
          refused("institution draft REQUEST#2 --from patient-1 --as lender-1").afterwards(),
          refused("patient sign DEAL#2 --as patient-1"),
          done("institution cancel REQUEST#2 --as lender-1"),
          done(REQUEST + "--until SOON --as lender-1"),
          done("institution draft REQUEST#3 --from patient-1 --as lender-1"),
          done("center revoke --key KEY:lender-1"),
          refused("patient sign DEAL#5 --as patient-1"),
          done("patient decline DEAL#5 --as patient-1"));

  static final List<DayStep> ALL =
      Stream.of(OFFERED, DRAWN, SIGNED, TOO_LATE).flatMap(List::stream).toList();

  private TradeSteps() {}
}
