package org.medchain.cluster.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.Callable;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command about processes: what goes wrong with them is one line on stderr and exit code 1. */
public abstract class ProcessCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  protected ProcessCommand() {}

  @Override
  public final Integer call() throws UserInputException, InterruptedException {
    try {
      return run();
    } catch (IOException e) {
      err().println(spec.qualifiedName() + ": " + message(e));
      return 1;
    } finally {
      out().flush();
    }
  }

  /** With what is wrong: the system's errors about files name the file alone. */
  public static String message(IOException e) {
    if (!(e instanceof FileSystemException file) || file.getReason() != null) {
      return e.getMessage();
    }
    String what =
        switch (file) {
          case NoSuchFileException missing -> "there is no such file or folder";
          case AccessDeniedException denied -> "permission denied";
          case NotDirectoryException plain -> "this is a file, not a folder";
          case FileAlreadyExistsException there -> "exists already";
          case DirectoryNotEmptyException full -> "this folder is not empty";
          default -> file.getClass().getSimpleName();
        };
    return e.getMessage() + ": " + what;
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
