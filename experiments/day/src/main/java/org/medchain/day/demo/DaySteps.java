package org.medchain.day.demo;

import static org.medchain.day.demo.DayStep.done;
import static org.medchain.day.demo.DayStep.refused;

import java.util.List;
import java.util.stream.Stream;

/** The steps of the day (PROC-8). */
final class DaySteps {
  private static final String READ = "doctor read RECORD -o read.dcm --as doctor-2";
  private static final String READ_FOR = "doctor read RECORD -o again.dcm --as doctor-2 --purpose ";
  private static final String ONE_TO_DOCTOR =
      "patient grant RECORD --to doctor:doctor-2 --purpose HRESCH --as patient-1 --until ";
  private static final String ALL_TO_DOCTORS =
      "patient grant --all --to role:doctor --purpose TREAT --until 2999-01-01";

  /** Who there is, and the record. */
  private static final List<DayStep> BEFORE =
      List.of(
          done("patient register --as patient-1"),
          done("patient register --as guardian-1"),
          done("patient register --as escrowed-0 --keys-by-center"),
          done("hospital register --as clinic-1"),
          done("doctor register --as doctor-1 --hospital clinic-1"),
          refused("doctor register --as doctor-2 --hospital KEY"),
          done("doctor register --as doctor-2 --hospital clinic-1"),
          done("institution register --as insurer-1 --role insurer"),
          done("patient upload visit.json --file scan.dcm --as patient-1"),
          done("patient records --type imaging --doctor doctor-1 --as patient-1"),
          done("doctor records --patient patient-1 --since 2026-01-01 --limit 5 --as doctor-1"),
          done("patient status RECORD --as patient-1"),
          done("doctor attest RECORD --as doctor-1"),
          // A hospital without a node takes what is entrusted to it, and nothing else.
          refused("hospital store RECORD --as clinic-1"),
          done("patient entrust RECORD --to hospital:clinic-1 --as patient-1"),
          done("hospital store RECORD --as clinic-1"),
          done("hospital serve --seconds 0 --as clinic-1"));

  /** Who reads: for research, which the patient is paid for; for treatment; in an emergency. */
  private static final List<DayStep> READS =
      List.of(
          refused(ONE_TO_DOCTOR + "2020-01-01"),
          done(ONE_TO_DOCTOR + "2999-01-01"),
          done(READ_FOR + "HRESCH").opening("again.dcm"),
          done("patient revoke RECORD --from doctor:doctor-2 --purpose HRESCH --as patient-1"),
          refused(READ_FOR + "HRESCH"),
          // Consent by a delegate too; and an emergency, which the patient sees.
          refused(READ),
          done("patient delegate --to guardian-1 --until 2999-01-01 --as patient-1"),
          done(ALL_TO_DOCTORS + " --for patient-1 --as guardian-1"),
          done(READ).opening("read.dcm"),
          refused(READ_FOR + "PUBHLTH"),
          done("patient consents --as patient-1"),
          done("patient revoke --all --from role:doctor --purpose TREAT --as patient-1"),
          refused(READ),
          done(READ_FOR + "BTG").opening("again.dcm"),
          done("patient log --as patient-1"),
          done("patient alerts --as patient-1"),
          done("patient alerts --as patient-1"),
          done("patient history RECORD --as patient-1"),
          refused("patient erase RECORD --as guardian-1"));

  private static final List<DayStep> AFTER =
      List.of(
          done("proof make RECORD -o proof.json --as patient-1"),
          done("proof verify proof.json --center center.pub"),
          // A verdict earns the reward, once.
          done("center judge RECORD --valid"),
          refused("center judge RECORD --valid"),
          done("center supervise --key KEY"));

  static final List<DayStep> ALL =
      Stream.of(
              BEFORE,
              SearchSteps.SEARCHES,
              READS,
              SearchSteps.UNPAID,
              TradeSteps.ALL,
              SearchSteps.OVER,
              AFTER,
              PointsSteps.ALL,
              SearchSteps.LEFT,
              SearchSteps.MOVED)
          .flatMap(List::stream)
          .toList();

  private DaySteps() {}

  /** The number of the first step whose words begin so; from 1. */
  static int number(String words) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).words().startsWith(words)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no step of the day is '" + words + "'");
  }
}
