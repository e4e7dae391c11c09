package org.medchain.cluster.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about processes: what goes wrong with them is one line on stderr and exit code 1. */
public abstract class ProcessCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** For the commands. */
  protected ProcessCommand() {}

  @Override
  public final Integer call() throws UserInputException, InterruptedException {
    try {
      return run();
    } catch (IOException e) {
      err().println(spec.qualifiedName() + ": " + e.getMessage());
      return 1;
    } finally {
      out().flush();
    }
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws UserInputException if the user has to put something right
   * @throws IOException if a process or a file is not as it should be; the message is one line
   */
  protected abstract int run() throws UserInputException, IOException, InterruptedException;

  /** Of this command. */
  protected final CommandSpec spec() {
    return spec;
  }

  /** Standard output. */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Standard error. */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
