package org.medchain.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a command lives (EXP-23). A command in a module of its own is one more line of {@link
 * #WORDS}.
 *
 * @param module folder of the module whose class path is used, from the project's root
 * @param main main class
 * @param words how many of the command's first words are the route's own, and not the main class's
 */
record Route(String module, String main, int words) {
  static final String CLUSTER = "experiments/cluster";
  static final String FAULTS = "experiments/faults";
  static final String SPARK = "experiments/spark";
  static final String STUDY = "incentive-model/study";
  static final String MICROBENCHMARKS = "pow-vs-pbft/microbenchmarks";

  private static final String MEDCHAIN = "org.medchain.experiments.Medchain";
  private static final Route CLI = new Route("experiments/cli", MEDCHAIN, 0);
  private static final Route PROCESSES = new Route(CLUSTER, MEDCHAIN, 0);
  private static final Route FAULT_ENGINE = new Route(FAULTS, MEDCHAIN, 0);
  private static final Route DAY = new Route("experiments/day", MEDCHAIN, 0);
  static final Route FHIR = new Route("experiments/fhir", MEDCHAIN, 0);

  /** By first words that are not of the command line itself. */
  static final Map<String, Route> WORDS = new TreeMap<>();

  static {
    lead(
        new Route(MICROBENCHMARKS, "org.medchain.microbenchmarks.MicrobenchmarkCommand", 1),
        "bench");
    lead(FAULT_ENGINE, "faults");
    lead(new Route("paper/verdicts", MEDCHAIN, 0), "claims");
    lead(new Route("paper/report", MEDCHAIN, 0), "paper", "verify-artifact");
    lead(new Route("spec", MEDCHAIN, 0), "prove");
    lead(new Route(STUDY, MEDCHAIN, 0), "game");
    lead(new Route("spec", "org.medchain.trace.TraceMain", 0), "trace");
    lead(PROCESSES, "cluster", "node", "center", "top", "calibrate", "compare", "patient");
    lead(PROCESSES, "doctor", "hospital", "institution", "points", "privacy", "proof", "verifier");
    lead(DAY, "load", "demo", "baselines");
  }

  /**
   * At the top of a block, or in any braces, also nested ones: a simulation runs with the
   * processes' class path as well.
   */
  private static final Pattern PROCESS_HOST =
      Pattern.compile(
          "(?m)(?:^\\uFEFF?|[{,]\\s*)[\"']?host[\"']?\\s*:(?:\\s+|(?=\"))" + "[\"']?cluster\\b");

  private static final Pattern DATASET =
      Pattern.compile("\\bdataset[\"']?(?:[ \\t]*:|=|\\n)[ \\t]*[\"']?([^\"',}#\\n\\r]+)");

  private static void lead(Route route, String... words) {
    List.of(words).forEach(each -> WORDS.put(each, route));
  }

  /** The modules whose class paths commands have, Spark's apart: it weighs more than all others. */
  static SortedSet<String> modules() {
    SortedSet<String> modules = new TreeSet<>(List.of(CLI.module(), FHIR.module()));
    WORDS.values().forEach(each -> modules.add(each.module()));
    return modules;
  }

  /** The route of a command line; unknown words are the {@code medchain} command's to refuse. */
  static Route of(List<String> command) {
    String first = command.isEmpty() ? "" : command.get(0);
    boolean runsConfigs = first.equals("run") || first.equals("check");
    if (first.equals("bench") && command.size() > 1) {
      return switch (command.get(1)) {
        case "--help" -> CLI;
        case "simulator", "search", "node" -> PROCESSES;
        case "hostile" -> FAULT_ENGINE;
        case "proof" -> DAY;
        // Classes have capital letters: this is a word that some command may know, and no part of
        // one.
        default -> command.get(1).matches("[a-z]+") ? CLI : WORDS.get(first);
      };
    }
    if (command.size() > 1 && first.equals("patient") && command.get(1).equals("export")) {
      return FHIR; // its libraries are loaded by this command alone
    }
    if (first.equals("run") && String.join("=", command).contains("=--engine=spark")) {
      return new Route(SPARK, MEDCHAIN, 0);
    }
    if (runsConfigs && hasProcessHost(configs(command))) {
      return PROCESSES;
    }
    return WORDS.getOrDefault(first, CLI);
  }

  /** Whether the JVM compiles with C1 alone: orders to processes are short. */
  static boolean isC1Alone(List<String> command) {
    return switch (command.get(0)) {
      case "cluster" -> !(command.size() > 1 && command.get(1).equals("soak"));
      case "calibrate" -> command.contains("--c1"); // measures code that is compiled so
      default -> false;
    };
  }

  /** The YAML files that a command line names; the command reports what cannot be read. */
  private static String configs(List<String> command) {
    StringBuilder text = new StringBuilder();
    for (String word : command) {
      try {
        if (word.matches("(?s).*\\.ya?ml")) {
          byte[] config = Files.readAllBytes(Path.of(word));
          text.append(new String(config, StandardCharsets.UTF_8)).append('\n');
        }
      } catch (IOException e) {
        // The command reports it.
      }
    }
    return text.toString();
  }

  /** Whether a key {@code host} of a config is {@code cluster}. */
  static boolean hasProcessHost(String config) {
    return PROCESS_HOST.matcher(config).find();
  }

  /**
   * Whether a command line or a config that it names has a dataset of FHIR bundles (CMP-56): these
   * are read by a module whose libraries no other command loads.
   */
  static boolean namesBundles(Path home, List<String> command) throws IOException {
    String text = String.join("\n", command) + "\n" + configs(command);
    for (Matcher named = DATASET.matcher(text); named.find(); ) {
      String place = named.group(1).strip();
      if (isBundles(Path.of(place)) || isBundles(home.resolve(place))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBundles(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return place.toString().endsWith(".json") && Files.isRegularFile(place);
    }
    try (var files = Files.newDirectoryStream(place, "*.json")) {
      return !Files.exists(place.resolve("records.ndjson")) && files.iterator().hasNext();
    }
  }
}
