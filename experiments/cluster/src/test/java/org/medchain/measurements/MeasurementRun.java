package org.medchain.measurements;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine;

/** What a command of measurements left behind. */
record MeasurementRun(int code, String out, String err) {
  static MeasurementRun of(Callable<Integer> command, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (failure, failed, parsed) -> {
                  failed.getErr().println(failure.getMessage());
                  return failure instanceof UserInputException ? 2 : 1;
                })
            .execute(words);
    return new MeasurementRun(code, out.toString(), err.toString());
  }
}
