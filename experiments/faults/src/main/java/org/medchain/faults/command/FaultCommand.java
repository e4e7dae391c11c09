package org.medchain.faults.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What these commands have in common. */
abstract class FaultCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** The exit code. */
  protected abstract int run() throws UserInputException, IOException, InterruptedException;

  /** The exit code where a file or a process is not as it should be. */
  protected int troubleCode() {
    return 2;
  }

  @Override
  public final Integer call() throws UserInputException, InterruptedException {
    try {
      return run();
    } catch (IOException e) {
      err().println(spec.qualifiedName() + ": " + Medchain.message(e));
      return troubleCode();
    }
  }

  protected final CommandSpec spec() {
    return spec;
  }

  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** A line of output, at once. */
  protected final void say(String line) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }

  protected final ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
