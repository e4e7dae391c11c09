package org.medchain.spec;

import com.microsoft.z3.Context;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * CONS-5 for every n and f at once, by Z3: what {@link PbftOneModelTest} tries with a few numbers.
 *
 * <p>Two sets A and B of replicas are eight numbers: how many honest and how many Byzantine
 * replicas are in both, in one of them, in none. So a claim about all sets of q among n is one
 * about integers, and it holds if no integers violate it. There is at least one Byzantine replica:
 * without any, the counterexamples tell nothing.
 */
class QuorumModelTest extends ModelTest {
  private static final String MODEL = "Quorum";

  private static final String DEFINITIONS =
      """
      (declare-const n Int)
      (declare-const f Int)
      (declare-const q Int)
      (assert (and (>= f 1) (> n f) (<= 0 q n)))

      ; Honest replicas in A only, in B only, in both, in none; Byzantine ones alike.
      (declare-const hA Int) (declare-const hB Int) (declare-const hAB Int) (declare-const h0 Int)
      (declare-const bA Int) (declare-const bB Int) (declare-const bAB Int) (declare-const b0 Int)
      (assert (and (>= hA 0) (>= hB 0) (>= hAB 0) (>= h0 0)))
      (assert (and (>= bA 0) (>= bB 0) (>= bAB 0) (>= b0 0)))
      (assert (= (+ hA hB hAB h0) (- n f)))
      (assert (= (+ bA bB bAB b0) f))
      (assert (= (+ hA hAB bA bAB) (+ hB hAB bB bAB) q))

      ; What the code has: f, and (n + f + 1) / 2 rounded up.
      (define-fun F () Int (div (- n 1) 3))
      (define-fun Q () Int (div (+ n f 2) 2))

      (define-fun LargestF () Bool (and (> n (* 3 f)) (<= n (* 3 (+ f 1)))))
      (define-fun SharedHonest () Bool (>= hAB 1))
      (define-fun SharedByMoreThanF () Bool (>= (+ hAB bAB) (+ f 1)))
      (define-fun HonestQuorum () Bool (<= q (- n f)))
      (define-fun HonestMember () Bool (>= (+ hA hAB) 1))
      ; All Byzantine replicas stand in both sets, and the honest ones fill each up apart.
      (define-fun Splits () Bool (or (<= q f) (<= (* 2 (- q f)) (- n f))))
      (define-fun SplitsIfHonest () Bool (=> HonestQuorum Splits))
      (define-fun NoSuchNumbers () Bool false)
      """;

  /**
   * Something said of all numbers that fulfil a condition.
   *
   * @param config names the numbers
   * @param claim what is said of them, by its name in {@link #DEFINITIONS}
   * @param condition the numbers, in SMT-LIB
   * @param bounds the same for the reader of a table
   */
  private record Claim(
      String config, String claim, boolean holds, String condition, String bounds) {
    private Case row() {
      return new Case(MODEL, config, bounds, holds ? "holds" : "violates " + claim, 0);
    }
  }

  private static Claim holds(String config, String claim, String condition, String bounds) {
    return new Claim(config, claim, true, condition, bounds);
  }

  private static Claim violates(String config, String claim, String condition, String bounds) {
    return new Claim(config, claim, false, condition, bounds);
  }

  private static final String RIGHT = "(and (> n (* 3 f)) (= q Q))";
  private static final String ONE_LESS = "(and (> n (* 3 f)) (= q (- Q 1)))";
  private static final String ROUNDED_DOWN =
      "(and (> n (* 3 f)) (= q (div (+ n f 1) 2)) (= (mod (+ n f) 2) %d))";
  private static final String LITERATURE = "(and (= n (+ (* 3 f) %d)) (= q (+ (* 2 f) 1)))";

  private static final List<Claim> CLAIMS =
      List.of(
          holds("f-of-the-code", "LargestF", "(and (>= n 4) (= f F))", "n>=4 f=(n-1)/3"),
          // Q shares an honest replica, the honest ones are one, and no smaller number does.
          holds("shared", "SharedByMoreThanF", RIGHT, "n>=3f+1 q=Q"),
          holds("shared-honest", "SharedHonest", RIGHT, "n>=3f+1 q=Q"),
          holds("honest-quorum", "HonestQuorum", RIGHT, "n>=3f+1 q=Q"),
          holds("one-less-splits", "Splits", ONE_LESS, "n>=3f+1 q=Q-1"),
          violates("one-less-shared-honest", "SharedHonest", ONE_LESS, "n>=3f+1 q=Q-1"),
          holds("weak", "HonestMember", "(= q (+ f 1))", "q=f+1"),
          violates("weaker", "HonestMember", "(= q f)", "q=f"),
          // M01 shows where n + f is even only: at 5, not at 4, 6 or 7 replicas.
          violates(
              "M01-even",
              "SharedHonest",
              String.format(Locale.ROOT, ROUNDED_DOWN, 0),
              "n>=3f+1 n+f even q=(n+f+1)/2"),
          holds(
              "M01-odd",
              "SharedHonest",
              String.format(Locale.ROOT, ROUNDED_DOWN, 1),
              "n>=3f+1 n+f odd q=(n+f+1)/2"),
          // Decision 0011: the literature's quorum is for n = 3f + 1 only.
          holds(
              "literature",
              "SharedHonest",
              String.format(Locale.ROOT, LITERATURE, 1),
              "n=3f+1 q=2f+1"),
          violates(
              "literature-3f+2",
              "SharedHonest",
              String.format(Locale.ROOT, LITERATURE, 2),
              "n=3f+2 q=2f+1"),
          violates(
              "literature-3f+3",
              "SharedHonest",
              String.format(Locale.ROOT, LITERATURE, 3),
              "n=3f+3 q=2f+1"),
          // With more than a third Byzantine, what honest replicas can fill is not safe.
          holds("too-many", "SplitsIfHonest", "(<= n (* 3 f))", "n<=3f any q"),
          violates("not-too-many", "SplitsIfHonest", "(> n (* 3 f))", "n>=3f+1 any q"),
          // Or everything would hold.
          violates("witness", "NoSuchNumbers", RIGHT, "n>=3f+1 q=Q"));

  @Override
  List<Case> cases() {
    return CLAIMS.stream().map(Claim::row).toList();
  }

  /** Looks for numbers that fulfil the condition and not the claim. */
  @Override
  ModelChecker.Result run(Case each) {
    Claim claim =
        CLAIMS.stream().filter(one -> one.config().equals(each.config())).findFirst().orElseThrow();
    long startNs = cpuNs();
    try (Context context = new Context()) {
      Solver solver = context.mkSolver();
      solver.fromString(
          "%s\n(assert %s)\n(assert (not %s))"
              .formatted(DEFINITIONS, claim.condition(), claim.claim()));
      Status status = solver.check();
      String verdict =
          switch (status) {
            case UNSATISFIABLE -> "holds";
            case SATISFIABLE -> "violates " + claim.claim();
            case UNKNOWN -> "error " + solver.getReasonUnknown();
          };
      String model = status == Status.SATISFIABLE ? solver.getModel().toString() : "";
      return new ModelChecker.Result(verdict, 0, (cpuNs() - startNs) / 1e9, model);
    }
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
