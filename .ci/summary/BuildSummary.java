import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Ends a build with what its tests cost: a line a module, modules over their budget by name, the
 * ten slowest tests, and the CPU time of the whole build.
 *
 * <p>Arguments: the root of the tree, and when the build began (ISO-8601, UTC). Reports older than
 * that are left out: they belong to an earlier build. Must be a child process of Maven's, of which
 * it asks the CPU time. Where no test ran it prints no table.
 *
 * <p>A module's CPU time is that of the JVM of its tests and of the processes that this started and
 * that ended before it ({@code TestCosts}); seconds are what a clock says, and more where the
 * machine is busy.
 */
final class BuildSummary {
  private static final int SHOWN = 10;

  /** What Linux counts in for programs. */
  private static final double TICKS_PER_S = 100;

  private record Timing(String test, double seconds) {}

  /** The tests of one module. */
  private record Module(
      String name, List<Timing> tests, OptionalDouble cpuS, OptionalDouble budgetS) {
    double seconds() {
      return tests.stream().mapToDouble(Timing::seconds).sum();
    }

    boolean isOver() {
      return cpuS.isPresent() && budgetS.isPresent() && cpuS.getAsDouble() > budgetS.getAsDouble();
    }
  }

  private BuildSummary() {}

  public static void main(String[] args) throws IOException, XMLStreamException {
    Path root = Path.of(args[0]).toRealPath();
    Instant begin = Instant.parse(args[1]);
    List<Module> modules = new ArrayList<>();
    for (Path reports : reportFolders(root)) {
      Module module = read(root, reports, begin);
      if (!module.tests().isEmpty()) {
        modules.add(module);
      }
    }
    if (!modules.isEmpty()) {
      printModules(modules);
      printSlowest(modules);
    }
    printWhole(begin);
  }

  private static List<Path> reportFolders(Path root) throws IOException {
    // Modules sit at most three folders deep.
    try (Stream<Path> files =
        Files.find(root, 5, (path, attributes) -> path.endsWith("target/surefire-reports"))) {
      return files.sorted().toList();
    }
  }

  private static Module read(Path root, Path reports, Instant begin)
      throws IOException, XMLStreamException {
    List<Timing> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith("TEST-") && name.endsWith(".xml") && isOfThisBuild(file, begin)) {
          read(file, tests);
        }
      }
    }
    Path target = reports.getParent();
    Properties costs = new Properties();
    Path file = target.resolve("test-costs.properties");
    if (Files.exists(file) && isOfThisBuild(file, begin)) {
      try (var in = Files.newInputStream(file)) {
        costs.load(in);
      }
    }
    String name = root.relativize(target.getParent()).toString().replace('\\', '/');
    return new Module(name, tests, number(costs, "cpu_s"), number(costs, "budget_s"));
  }

  private static boolean isOfThisBuild(Path file, Instant begin) throws IOException {
    return !Files.getLastModifiedTime(file).toInstant().isBefore(begin);
  }

  private static OptionalDouble number(Properties properties, String name) {
    String value = properties.getProperty(name, "");
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }

  private static void read(Path report, List<Timing> tests) throws IOException, XMLStreamException {
    try (var in = Files.newInputStream(report)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("testcase")) {
          String type = xml.getAttributeValue(null, "classname");
          String test = type.substring(type.lastIndexOf('.') + 1);
          String seconds = xml.getAttributeValue(null, "time").replace(",", "");
          tests.add(
              new Timing(
                  test + "." + xml.getAttributeValue(null, "name"), Double.parseDouble(seconds)));
        }
      }
    }
  }

  private static void printModules(List<Module> modules) {
    System.out.printf(
        "%n%-32s %6s %9s %9s %9s%n", "tests of", "number", "seconds", "CPU s", "budget");
    for (Module each : modules) {
      System.out.printf(
          Locale.ROOT,
          "%-32s %6d %9.1f %9s %9s%s%n",
          each.name(),
          each.tests().size(),
          each.seconds(),
          text(each.cpuS()),
          text(each.budgetS()),
          each.isOver() ? "  over its budget" : "");
    }
    System.out.printf(
        Locale.ROOT,
        "%-32s %6d %9.1f %9.1f %9.1f%n",
        "all",
        modules.stream().mapToInt(each -> each.tests().size()).sum(),
        modules.stream().mapToDouble(Module::seconds).sum(),
        modules.stream().mapToDouble(each -> each.cpuS().orElse(0)).sum(),
        modules.stream().mapToDouble(each -> each.budgetS().orElse(0)).sum());
  }

  private static String text(OptionalDouble number) {
    return number.isPresent() ? String.format(Locale.ROOT, "%.1f", number.getAsDouble()) : "-";
  }

  private static void printSlowest(List<Module> modules) {
    System.out.printf("%nThe slowest tests, in seconds:%n");
    modules.stream()
        .flatMap(each -> each.tests().stream())
        .sorted(Comparator.comparingDouble(Timing::seconds).reversed())
        .limit(SHOWN)
        .forEach(t -> System.out.printf(Locale.ROOT, "%8.2f  %s%n", t.seconds(), t.test()));
  }

  private static void printWhole(Instant begin) throws IOException {
    double seconds = (Instant.now().toEpochMilli() - begin.toEpochMilli()) / 1e3;
    OptionalDouble cpu =
        ProcessHandle.current().parent().isPresent() ? mavensCpuS() : OptionalDouble.empty();
    System.out.printf(
        Locale.ROOT,
        "%nThe whole build so far: %.0f s by the clock, %s.%n%n",
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
