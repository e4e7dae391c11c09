package org.medchain.cluster.local;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command about processes. */
public abstract class ProcessCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  protected ProcessCommand() {}

  /** What is wrong with the command's words. */
  protected final ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /** Refuses an option's number that is not between two others. */
  protected final void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw wrong(option + ": " + value + "; allowed is " + least + " to " + most);
    }
  }

  /** Standard output. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints a line for who waits for what comes next. */
  protected final void say(String line) {
    out().println(line);
    out().flush();
  }

  /** Standard error. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
