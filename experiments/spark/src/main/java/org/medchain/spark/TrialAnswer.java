package org.medchain.spark;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;

/**
 * What a worker says of a trial.
 *
 * @param kind of it
 * @param result of a finished one, as {@link TrialResultJson} has it
 * @param said of a failed one its error, of a refused one why
 * @param trace of the error
 * @param costS of a finished one, as {@link org.medchain.experiments.execution.CostMeter} has it
 */
record TrialAnswer(AnswerKind kind, String result, String said, String trace, double costS)
    implements Serializable {
  /** How a trial ended on a worker. */
  enum AnswerKind {
    /** With a result. */
    FINISHED,
    /** With an error of its own, which it would have anywhere. */
    FAILED,
    /** It was not run. */
    REFUSED
  }

  static TrialAnswer finished(String result, double costS) {
    return new TrialAnswer(AnswerKind.FINISHED, result, "", "", costS);
  }

  static TrialAnswer failed(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return new TrialAnswer(AnswerKind.FAILED, "", failure.toString(), trace.toString(), 0);
  }

  static TrialAnswer refused(String why) {
    return new TrialAnswer(AnswerKind.REFUSED, "", why, "", 0);
  }

  /** The error of a failed one, in the worker's words. */
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
