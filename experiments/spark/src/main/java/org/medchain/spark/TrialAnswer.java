package org.medchain.spark;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;

/** What a worker says of a trial. */
sealed interface TrialAnswer extends Serializable {
  /**
   * It has a result.
   *
   * @param result as {@link TrialResultJson} has it
   * @param costS as {@link org.medchain.experiments.execution.CostMeter} has it
   */
  record Finished(String result, double costS) implements TrialAnswer {}

  /** It was not run. */
  record Refused(String why) implements TrialAnswer {}

  /**
   * It ended with an error of its own, which it would have anywhere.
   *
   * @param said the error's words
   * @param trace of the error
   */
  record Failed(String said, String trace) implements TrialAnswer {
    static Failed of(Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      return new Failed(failure.toString(), trace.toString());
    }

    /** The error, in the worker's words. */
    @SuppressWarnings("OverrideThrowableToString") // they begin with its type already
    Throwable failure() {
      return new Exception(said) {
        @Override
        public String toString() {
          return said;
        }

        @Override
        public void printStackTrace(PrintWriter out) {
          out.print(trace);
        }
      };
    }
  }
}
