package org.medchain.day.demo;

import static org.medchain.day.demo.DayStep.done;
import static org.medchain.day.demo.DayStep.refused;

import java.util.List;

/** The steps of the day that search and read, and are not let (paper §4 (3); PROC-22, PROC-23). */
final class SearchSteps {
  private static final String SEARCH = "doctor search doctor:doctor-1 --for patient-1 --as ";
  private static final String DELEGATE = "patient delegate-search --as patient-1 --to ";
  private static final String GRANT =
      "patient grant RECORD --to doctor:doctor-3 --as patient-1 --purpose ";
  private static final String READ = "doctor read RECORD -o never.dcm --as doctor-3";

  /** Keywords: by the owner, and by who may for a time, and finds nothing afterwards. */
  static final List<DayStep> SEARCHES =
      List.of(
          done("patient search scan --as patient-1"),
          done("patient search type:imaging --as patient-1"),
          done("patient search tomography --as patient-1"),
          refused(SEARCH + "doctor-2"),
          refused(DELEGATE + "doctor:doctor-2 --end"),
          refused(DELEGATE + "doctor:doctor-2 --until 2020-01-01"),
          refused(DELEGATE + "CENTER --until 2999-01-01"),
          done(DELEGATE + "doctor:doctor-2 --until 2999-01-01"),
          done(SEARCH + "doctor-2"),
          done(DELEGATE + "doctor:doctor-2 --end"),
          refused(SEARCH + "doctor-2"),
          done("patient searches --as patient-1"));

  /** Who may, and whose account does not pay: it is frozen, or too little is left. */
  static final List<DayStep> UNPAID =
      List.of(
          done("doctor register --as doctor-3 --hospital clinic-1"),
          done(DELEGATE + "doctor:doctor-3 --until 2999-01-01"),
          done(GRANT + "HRESCH --until 2999-01-01"),
          done("center freeze --key KEY:doctor-3"),
          refused(SEARCH + "doctor-3"),
          refused(READ + " --purpose HRESCH"),
          done("center thaw --key KEY:doctor-3"),
          refused("points redeem 101 --as doctor-3"),
          done("points redeem 95 --as doctor-3"),
          refused(SEARCH + "doctor-3"),
          refused(READ + " --purpose HRESCH"),
          refused("doctor read ABSENT -o never.dcm --as doctor-3"),
          done(DELEGATE + "doctor:doctor-3 --until SHORTLY"),
          done(GRANT + "TREAT --until SHORTLY"));

  /** When its time is over. */
  static final List<DayStep> OVER =
      List.of(
          refused(SEARCH + "doctor-3").afterwards(),
          refused(READ).afterwards(),
          done("patient revoke RECORD --from doctor:doctor-3 --purpose TREAT --as patient-1"));

  /** Of an owner that has left. */
  static final List<DayStep> LEFT =
      List.of(
          done("patient upload visit.json --file scan.dcm --as escrowed-0"),
          done("patient delegate-search --to doctor:doctor-3 --until 2999-01-01 --as escrowed-0"),
          done("points exit --for-good --as escrowed-0"),
          refused("doctor search doctor:doctor-1 --for escrowed-0 --as doctor-3"),
          refused("doctor read RECORD#2 -o never.dcm --as doctor-3"));

  /** Of an owner with other keys: who searched it finds its records in the index of these. */
  static final List<DayStep> MOVED =
      List.of(
          done("patient register --as moving-1"),
          done("patient upload visit.json --file scan.dcm --as moving-1"),
          done("patient delegate-search --to doctor:doctor-2 --until 2999-01-01 --as moving-1"),
          done("patient register --as moving-2 --replaces moving-1"),
          done("doctor search doctor:doctor-1 --for moving-2 --as doctor-2"));

  private SearchSteps() {}
}
