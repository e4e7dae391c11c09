package org.medchain.day.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.cluster.center.CenterCommand;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.experiments.Medchain;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Plays a day, each step by the command class that a person's command line reaches (PROC-8). */
final class DemoDay {
  private static final int FILE_BYTES = 600_000;
  private static final long SEED = 31;
  private static final String UPLOADED = "scan.dcm";
  private static final String RECORD = "RECORD";
  private static final Pattern MADE =
      Pattern.compile("(record|request|deal|voucher)(?: of [^:]*:)? ([0-9a-f]{64})");
  private static final Pattern TOLD = Pattern.compile("(RECORD|REQUEST|DEAL|VOUCHER)(#\\d)?");
  private static final String KEY_OF = "KEY:";
  private static final String NOTHING = "0".repeat(64);

  /** What SHORTLY is: some steps have to be done by then. */
  private static final Duration SHORTLY = Duration.ofSeconds(30);

  private final ClusterFolder cluster;
  private final Path folder;
  private final List<DayListener> listeners;

  /** What stands for the ids in later steps: what earlier ones told. */
  private final Map<String, String> told = new TreeMap<>();

  /** The last time that a step gave as SHORTLY. */
  private Instant shortly = Instant.EPOCH;

  /**
   * A day.
   *
   * @param folder for identities and files
   * @param listeners hear of each step
   */
  DemoDay(ClusterFolder cluster, Path folder, DayListener... listeners) {
    this.cluster = cluster;
    this.folder = folder;
    this.listeners = List.of(listeners);
  }

  /** Plays it; whether each step ended as it must. Without a record it ends early. */
  boolean play() throws UserInputException, IOException, InterruptedException {
    prepare();
    boolean well = true;
    for (int i = 0; i < DayStep.ALL.size() && (well || told.containsKey(RECORD)); i++) {
      for (DayListener each : listeners) {
        each.before(i + 1);
      }
      if (DayStep.ALL.get(i).waits()) {
        awaitShortly();
      }
      StepResult result = step(i + 1, DayStep.ALL.get(i));
      well &= result.well();
      for (DayListener each : listeners) {
        each.after(result);
      }
    }
    return well;
  }

  private void awaitShortly() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(
        Math.max(0, Duration.between(Instant.now(), shortly).toMillis() + 1));
  }

  private void prepare() throws IOException {
    byte[] scan = new byte[FILE_BYTES];
    new Random(SEED).nextBytes(scan);
    Files.write(file(UPLOADED), scan);
    Files.writeString(
        file("visit.json"),
        """
        {"doctor": "doctor:doctor-1", "type": "imaging", "description": "synthetic scan",
         "made": "2026-11-25T09:30:00Z"}
        """);
    Files.copy(cluster.centerKeyFile(), file("center.pub"));
  }

  private Path identities() {
    return folder.resolve("identities");
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private StepResult step(int number, DayStep step) throws UserInputException, IOException {
    List<String> words = new ArrayList<>(List.of(step.words().split(" ")));
    Callable<Integer> command = command(words.get(0));
    List<String> arguments = new ArrayList<>();
    for (String each : words.subList(1, words.size())) {
      arguments.add(argument(each));
    }
    if (command instanceof CenterCommand || words.get(1).equals("register")) {
      arguments.add("--folder=" + cluster.folder());
    }
    if (!(command instanceof CenterCommand)) {
      arguments.add("--identities=" + identities());
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler((e, failed, parsed) -> Medchain.failure(failed, e))
            .execute(arguments.toArray(String[]::new));
    String said = (out + "" + err).replace(folder + "/", "");
    if (code == 0) {
      learn(said);
    }
    return new StepResult(number, step, code, said, flaw(step, code));
  }

  /** The first line of who makes something is what it is, and its id: the first, the second, … */
  private void learn(String said) {
    Matcher made = MADE.matcher(said.lines().findFirst().orElse(""));
    if (made.matches() && !told.containsValue(made.group(2))) {
      String what = made.group(1).toUpperCase(Locale.ROOT);
      String name = what;
      for (int i = 2; told.containsKey(name); i++) {
        name = what + "#" + i;
      }
      String unused = told.put(name, made.group(2));
    }
  }

  private String argument(String word) throws UserInputException, IOException {
    if (TOLD.matcher(word).matches()) {
      return Objects.requireNonNull(told.get(word), word);
    }
    if (word.startsWith(KEY_OF)) {
      return key(word.substring(KEY_OF.length()));
    }
    return switch (word) {
      case "ABSENT" -> NOTHING;
      case "SEALED" -> "sealed:" + NOTHING;
      case "SOON" ->
          Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.DAYS).toString();
      case "SHORTLY" -> {
        shortly = Instant.now().plus(SHORTLY);
        yield shortly.toString();
      }
      case "CENTER" -> Files.readString(cluster.centerKeyFile()).strip();
      case "KEY" -> key("patient-1");
      default -> word.matches("[a-z0-9.-]+\\.[a-z]{3,4}") ? file(word).toString() : word;
    };
  }

  private String key(String name) throws UserInputException, IOException {
    return new IdentitiesFolder(identities()).key(name).value().toHex();
  }

  private Optional<String> flaw(DayStep step, int code) throws IOException {
    if (step.opened().isEmpty() || code != 0) {
      return Optional.empty();
    }
    String opened = step.opened().get();
    boolean same = Files.mismatch(file(UPLOADED), file(opened)) < 0;
    return same ? Optional.empty() : Optional.of(opened + " is another file than " + UPLOADED);
  }

  /** As the command line finds it. */
  static Callable<Integer> command(String word) {
    return Subcommand.all().stream()
        .filter(each -> each.getClass().getAnnotation(Command.class).name().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word));
  }
}
