package org.medchain.cluster.local;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about processes. */
public abstract class ProcessCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  protected ProcessCommand() {}

  /** Of this command. */
  protected final CommandSpec spec() {
    return spec;
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
