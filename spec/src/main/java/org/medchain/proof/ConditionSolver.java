package org.medchain.proof;

import com.microsoft.z3.Context;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Statistics;
import com.microsoft.z3.Status;
import java.util.Optional;

/** Asks Z3, with a limit of work and not of time: the answer is the same on every machine. */
final class ConditionSolver {
  /** Enough for each condition, several times over. */
  static final int WORK = 100_000_000;

  private ConditionSolver() {}

  /** The answer to a script. */
  static ProofVerdict solve(String script, int work) {
    long begin = System.nanoTime();
    try (Context context = new Context()) {
      Solver solver = context.mkSolver();
      Params limit = context.mkParams();
      limit.add("rlimit", work);
      // An interrupt ends the process; Z3 would take it only as the end of this condition.
      limit.add("ctrl_c", false);
      solver.setParameters(limit);
      solver.fromString(script);
      Status status = solver.check();
      long spent = work(solver);
      Optional<InductionCounterexample> found =
          status == Status.SATISFIABLE
              ? Optional.of(InductionCounterexample.of(context, solver.getModel()))
              : Optional.empty();
      return new ProofVerdict(
          answer(status), (System.nanoTime() - begin) / 1_000_000, spent, found, false);
    }
  }

  private static long work(Solver solver) {
    Statistics statistics = solver.getStatistics();
    Statistics.Entry spent = statistics.get("rlimit count");
    return spent == null ? 0 : spent.getUIntValue();
  }

  private static ProofVerdict.Answer answer(Status status) {
    return switch (status) {
      case UNSATISFIABLE -> ProofVerdict.Answer.PROVED;
      case SATISFIABLE -> ProofVerdict.Answer.REFUTED;
      case UNKNOWN -> ProofVerdict.Answer.UNKNOWN;
    };
  }
}
