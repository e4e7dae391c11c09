package org.medchain.chaos;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.medchain.chaos.command.MutantsCommand;
import org.medchain.chaos.command.SchedulesCommand;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.launcher.OutOfHeap;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The commands {@code medchain schedules} and {@code mutants}. */
public final class ChaosMain {
  /** Something broke down. */
  private static final int FAILED = 1;

  /** The user has to put something right. */
  private static final int REFUSED = 2;

  private ChaosMain() {}

  /** Runs the command that the first argument names. */
  public static void main(String[] arguments) {
    // Messages of libraries and the compiler are locale-independent, too (EXP-20).
    Locale.setDefault(Locale.ROOT);
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.exit(OutOfHeap.guard(() -> run(out, err, arguments)));
  }

  /** The exit code. */
  static int run(PrintStream out, PrintStream err, String... arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    Object command =
        switch (name) {
          case "schedules" -> new SchedulesCommand(out);
          case "mutants" -> new MutantsCommand(out, err);
          default -> null;
        };
    if (command == null) {
      err.println("medchain: no command is called '" + name + "'");
      return REFUSED;
    }
    CommandLine line =
        new CommandLine(command)
            .registerConverter(SchedulePlan.ScheduleKind.class, ChaosMain::kind)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
            .setParameterExceptionHandler((e, words) -> misused(err, e))
            .setExecutionExceptionHandler((e, failed, parsed) -> stopped(err, name, e));
    return line.execute(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** In small or capital letters, which are others in a Turkish library's eyes. */
  private static SchedulePlan.ScheduleKind kind(String word) {
    return Arrays.stream(SchedulePlan.ScheduleKind.values())
        .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not one of %s"
                        .formatted(word, Arrays.toString(SchedulePlan.ScheduleKind.values()))));
  }

  private static int misused(PrintStream err, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println(name + ": " + oneLine(e) + "; '" + name + " --help' lists what there is");
    return REFUSED;
  }

  private static int stopped(PrintStream err, String name, Exception e) {
    if (e instanceof IOException trouble) {
      err.println("medchain " + name + ": " + words(trouble));
      return REFUSED;
    }
    Optional<String> heap = OutOfHeap.line(e);
    if (heap.isPresent()) {
      err.println("medchain " + name + ": " + heap.get());
      return FAILED;
    }
    StackTraceElement[] trace = e.getStackTrace();
    String place = trace.length > 0 ? " at " + trace[0] : "";
    err.println(
        "medchain %s: internal error: %s: %s%s"
            .formatted(name, e.getClass().getName(), oneLine(e), place));
    return FAILED;
  }

  /** The JDK's own messages are often the path alone. */
  private static String words(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
      case FileAlreadyExistsException file -> file.getFile() + ": this is not a folder";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException other ->
          other.getFile()
              + ": "
              + Optional.ofNullable(other.getReason()).orElse("the system refuses");
      case CharacterCodingException text -> "a file is not UTF-8 text";
      default -> oneLine(e);
    };
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
