package org.medchain.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.OutOfHeap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code medchain} command: runs experiments from config files and reports on them. */
@Command(
    name = "medchain",
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    resourceBundle = "org.medchain.experiments.commands",
    synopsisSubcommandLabel = "COMMAND")
public final class Medchain implements Runnable {
  /** Fine. */
  static final int OK = 0;

  /** A trial's verdict is a failure, or medchain itself failed. */
  static final int FAILED = 1;

  /** The user has to put something right. */
  static final int INVALID_INPUT = 2;

  @Spec private CommandSpec spec;

  private Medchain() {}

  /** Ends the process with the exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(OutOfHeap.guard(() -> run(CommandContext.ofProcess(args), args)));
  }

  /** A class of the reader's own that the class path announces and lacks is wrong input (EXP-3). */
  static int run(CommandContext host, String... args) {
    try {
      return commandLine(host, args).execute(args);
    } catch (ServiceConfigurationError | ExceptionInInitializerError e) {
      Throwable wrong = e instanceof ServiceConfigurationError ? e : e.getCause();
      if (!(wrong instanceof ServiceConfigurationError)) {
        throw e;
      }
      host.err()
          .println(
              "CLASSPATH: "
                  + RunOutcome.oneLine(wrong.getMessage())
                  + "; allowed: public classes that are there, with a constructor without"
                  + " arguments");
      host.err().flush();
      return INVALID_INPUT;
    }
  }

  /** The command of this process. */
  public static CommandLine commandLine() {
    return commandLine(CommandContext.ofProcess(new String[0]));
  }

  /**
   * The command with all that this class path brings. Where the first word names a subcommand that
   * one is enough, and the options of forty others need not be read.
   */
  static CommandLine commandLine(CommandContext host, String... args) {
    List<Object> all = subcommands(host);
    List<Object> meant =
        all.stream().filter(each -> args.length > 0 && name(each).equals(args[0])).toList();
    CommandLine command = new CommandLine(new Medchain());
    (meant.isEmpty() ? all : meant).forEach(command::addSubcommand);
    command.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandList::of);
    command
        .setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(host.err(), true, StandardCharsets.UTF_8))
        .registerConverter(Path.class, Medchain::path)
        .setParameterExceptionHandler((e, words) -> reportUsageError(host, e))
        .setExecutionExceptionHandler((e, failed, parsed) -> failure(failed, e));
    return command;
  }

  private static List<Object> subcommands(CommandContext host) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                new RunCommand(host),
                new CheckCommand(host),
                new ReportCommand(host),
                new CompareCommand(host),
                new BenchCommand(),
                new CommandLine(new ResultsCommand(host)).addSubcommand(new ExportCommand(host)),
                new ConfigSchemaCommand(host)));
    all.addAll(Subcommand.all());
    return all;
  }

  private static String name(Object subcommand) {
    return subcommand instanceof CommandLine made
        ? made.getCommandName()
        : subcommand.getClass().getAnnotation(Command.class).name();
  }

  /** No subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("no file has the name '" + text + "'");
    }
  }

  private static int reportUsageError(CommandContext host, ParameterException e) {
    StringBuilder line = new StringBuilder(RunOutcome.oneLine(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> meant = unmatched.getSuggestions();
      if (!meant.isEmpty()) {
        line.append(" (did you mean ").append(String.join(" or ", meant)).append("?)");
      }
    }
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    host.err().println(name + ": " + line + "; '" + name + " --help' lists what there is");
    return INVALID_INPUT;
  }

  /** Where a verdict is the exit code, what broke down must not look like one. */
  public static int failure(CommandLine failed, Exception e) {
    PrintWriter err = failed.getErr();
    if (e instanceof UserInputException refusal) {
      refusal.lines().forEach(err::println);
      return INVALID_INPUT;
    }
    int code = failed.getCommandSpec().exitCodeOnExecutionException();
    if (e instanceof IOException broken) {
      err.println(failed.getCommandSpec().qualifiedName() + ": " + message(broken));
      return code;
    }
    Optional<String> heap = OutOfHeap.line(e);
    if (heap.isPresent()) {
      err.println("medchain: " + heap.get());
      return code;
    }
    StackTraceElement[] trace = e.getStackTrace();
    String place = trace.length > 0 ? " at " + trace[0] : "";
    err.println("medchain: internal error: " + RunOutcome.oneLine(e.toString()) + place);
    return code;
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

  /** What {@code --version} prints. */
  public static final class MedchainVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = Medchain.class.getResourceAsStream("/medchain.properties")) {
        properties.load(in);
      }
      return new String[] {
        "medchain " + properties.getProperty("version") + " (JDK " + Runtime.version() + ")"
      };
    }
  }
}
