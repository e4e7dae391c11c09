import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Ends a build with what its tests cost in CPU seconds, by module and class, and holds the fast
 * suite to two limits. They are no timings: they detect mistakes of a factor of two or three.
 *
 * <p>Arguments: the root of the tree; when the build began (ISO-8601, UTC); the CPU seconds that a
 * class of the fast suite may take, and all of them. A class counts with the lower of its two runs
 * where the suite ran it once more. Costs ({@code TestCosts}) older than the build are left out.
 * Must be a child process of Maven's, of which it asks the CPU time. Exit code 1 where a limit is
 * broken.
 */
final class BuildSummary {
  private static final int SHOWN = 20;

  /** What Linux counts in for programs. */
  private static final double TICKS_PER_S = 100;

  private static final List<String> WHY_NOT_FAST =
      List.of("process", "model", "mutation", "statistical", "exhaustive", "soak");

  /** What one test class took. */
  private record Cost(String type, List<String> tags, double cpuS) {
    boolean isFast() {
      return tags.stream().noneMatch(WHY_NOT_FAST::contains);
    }

    String shortName() {
      return type.substring(type.lastIndexOf('.') + 1);
    }
  }

  private static final List<String> SUITES =
      List.of(".ci/suite/layers/target", ".ci/suite/experiments/target");

  private final Path root;
  private final Instant begin;
  private final double classLimitS;
  private final double suiteLimitS;

  private BuildSummary(String[] args) throws IOException {
    root = Path.of(args[0]).toRealPath();
    begin = Instant.parse(args[1]);
    classLimitS = Double.parseDouble(args[2]);
    suiteLimitS = Double.parseDouble(args[3]);
  }

  public static void main(String[] args) throws IOException {
    BuildSummary summary = new BuildSummary(args);
    List<Cost> costs = lower(summary.costs("test-costs.csv"), summary.costs("again-costs.csv"));
    if (!costs.isEmpty()) {
      summary.printModules(costs);
      printDearest(costs);
    }
    summary.printWhole();
    List<String> broken = summary.broken(costs);
    broken.forEach(System.out::println);
    if (!broken.isEmpty()) {
      System.exit(1);
    }
  }

  private List<Cost> costs(String name) throws IOException {
    List<Cost> costs = new ArrayList<>();
    for (String suite : SUITES) {
      Path file = root.resolve(suite).resolve(name);
      if (!Files.exists(file) || Files.getLastModifiedTime(file).toInstant().isBefore(begin)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split(",", -1);
        List<String> tags = List.of(cells[1].split(" ", -1));
        costs.add(new Cost(cells[0], tags, Double.parseDouble(cells[2])));
      }
    }
    return costs;
  }

  private boolean isSlow(Cost cost) {
    return cost.isFast() && cost.cpuS() > classLimitS;
  }

  /** The lower of two measurements of the same class. */
  private static List<Cost> lower(List<Cost> first, List<Cost> again) {
    Map<String, Cost> later = new HashMap<>();
    again.forEach(each -> later.put(each.type(), each));
    return first.stream()
        .map(
            each ->
                later.getOrDefault(each.type(), each).cpuS() < each.cpuS()
                    ? later.get(each.type())
                    : each)
        .toList();
  }

  private List<String> broken(List<Cost> costs) {
    List<String> broken = new ArrayList<>();
    String tags = "@Tag(\"process\"), \"model\", \"mutation\" or \"statistical\"";
    for (Cost each : costs) {
      if (isSlow(each)) {
        broken.add(
            String.format(
                Locale.ROOT,
                "RED: %s took %.1f CPU s, twice over the %.0f of a class of the fast suite. Make it"
                    + " cheaper, or say by %s why it belongs to -Pfull.",
                each.type(),
                each.cpuS(),
                classLimitS,
                tags));
      }
    }
    double all = costs.stream().filter(Cost::isFast).mapToDouble(Cost::cpuS).sum();
    if (all > suiteLimitS) {
      broken.add(
          String.format(
              Locale.ROOT,
              "RED: the classes of the fast suite took %.0f CPU s, over the %.0f of all. Give the"
                  + " most expensive above %s.",
              all,
              suiteLimitS,
              tags));
    }
    return broken;
  }

  private void printModules(List<Cost> costs) throws IOException {
    List<String> modules = modules();
    SortedMap<String, List<Cost>> byModule = new TreeMap<>();
    for (Cost each : costs) {
      byModule.computeIfAbsent(moduleOf(each, modules), name -> new ArrayList<>()).add(each);
    }
    System.out.printf("%n%-32s %8s %8s %10s%n", "tests of", "classes", "CPU s", "fast CPU s");
    byModule.forEach(BuildSummary::printModule);
    printModule("all", costs);
  }

  private static void printModule(String name, List<Cost> costs) {
    System.out.printf(
        Locale.ROOT,
        "%-32s %8d %8.1f %10.1f%n",
        name,
        costs.size(),
        costs.stream().mapToDouble(Cost::cpuS).sum(),
        costs.stream().filter(Cost::isFast).mapToDouble(Cost::cpuS).sum());
  }

  /** Folders with tests; they sit at most two folders deep. */
  private List<String> modules() throws IOException {
    try (Stream<Path> files = Files.find(root, 5, (path, is) -> path.endsWith("src/test/java"))) {
      return files
          .map(path -> root.relativize(path.getParent().getParent().getParent()))
          .map(path -> path.toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private String moduleOf(Cost cost, List<String> modules) {
    String source = "src/test/java/" + cost.type().replace('.', '/') + ".java";
    return modules.stream()
        .filter(each -> Files.exists(root.resolve(each).resolve(source)))
        .findFirst()
        .orElse("elsewhere");
  }

  private static void printDearest(List<Cost> costs) {
    System.out.printf("%nThe most expensive classes, in CPU seconds:%n");
    costs.stream()
        .sorted(Comparator.comparingDouble(Cost::cpuS).reversed())
        .limit(SHOWN)
        .forEach(
            each ->
                System.out.printf(
                    Locale.ROOT,
                    "%8.1f  %s %s%n",
                    each.cpuS(),
                    each.shortName(),
                    String.join(" ", each.tags())));
    System.out.println("All of them: .ci/suite/*/target/test-costs.csv");
  }

  private void printWhole() throws IOException {
    double seconds = (Instant.now().toEpochMilli() - begin.toEpochMilli()) / 1e3;
    OptionalDouble cpu =
        ProcessHandle.current().parent().isPresent() ? mavensCpuS() : OptionalDouble.empty();
    System.out.printf(
        Locale.ROOT,
        "%nThe whole build: %.0f s by the clock, %s.%n%n",
        seconds,
        cpu.isPresent()
            ? String.format(Locale.ROOT, "%.1f minutes of CPU time", cpu.getAsDouble() / 60)
            : "CPU time not known on this system");
  }

  /** CPU seconds of Maven and of all that it started and that has ended. */
  private static OptionalDouble mavensCpuS() throws IOException {
    long maven = ProcessHandle.current().parent().orElseThrow().pid();
    Path stat = Path.of("/proc", Long.toString(maven), "stat");
    if (!Files.exists(stat)) {
      return OptionalDouble.empty();
    }
    String text = Files.readString(stat);
    // Behind the program's name, which may hold anything: own and children's time from the 12th on.
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = 11; i <= 14; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return OptionalDouble.of(ticks / TICKS_PER_S);
  }
}
