package org.medchain.day.demo;

import static org.medchain.day.demo.DayStep.done;
import static org.medchain.day.demo.DayStep.refused;

import java.util.List;
import java.util.stream.Stream;

/** The steps of the day that spend points, change them into cash, and leave (paper §3.2.4). */
final class PointsSteps {
  private static final String SETTLE = "points settle --participant insurer-1 --as patient-1";

  /** A level and a voucher; and an account that is frozen, or does not pay (PROC-30). */
  private static final List<DayStep> SPENT =
      List.of(
          done("center freeze --key KEY"),
          refused("points redeem 10 --as patient-1"),
          refused("points buy-level 1 --as patient-1"),
          done("center thaw --key KEY"),
          done("points redeem 10 --as patient-1"),
          refused("points buy-level 1 --as doctor-3"),
          refused("points buy-level 16 --as patient-1"),
          done("points buy-level 1 --as patient-1"),
          done("points levels --as patient-1"),
          done("points show --as patient-1"));

  /** The center pays once; and who leaves is settled by another, once. */
  private static final List<DayStep> PAID =
      List.of(
          refused("center pay ABSENT"),
          done("center pay VOUCHER"),
          refused("center pay VOUCHER"),
          refused(SETTLE),
          done("points exit --for-good --as insurer-1"),
          done(SETTLE),
          refused(SETTLE),
          refused("patient grant RECORD --to insurer-1 --share --until 2999-01-01 --as patient-1"));

  static final List<DayStep> ALL = Stream.of(SPENT, PAID).flatMap(List::stream).toList();

  private PointsSteps() {}
}
