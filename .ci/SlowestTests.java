import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Prints the ten slowest tests of a build from Surefire's XML reports.
 *
 * <p>Arguments: the root of the tree, and when the build began (ISO-8601, UTC). Reports older than
 * that are left out: they belong to an earlier build. Prints nothing where no test ran.
 */
final class SlowestTests {
  private static final int SHOWN = 10;

  private record Timing(String test, double seconds) {}

  private SlowestTests() {}

  public static void main(String[] args) throws IOException, XMLStreamException {
    Path root = Path.of(args[0]).toRealPath();
    Instant begin = Instant.parse(args[1]);
    List<Timing> timings = new ArrayList<>();
    for (Path report : reports(root)) {
      if (!Files.getLastModifiedTime(report).toInstant().isBefore(begin)) {
        read(report, timings);
      }
    }
    print(timings);
  }

  private static List<Path> reports(Path root) throws IOException {
    // Modules sit at most three folders deep; below them, target/surefire-reports/TEST-*.xml.
    try (Stream<Path> files = Files.find(root, 6, (path, attributes) -> isReport(path))) {
      return files.sorted().toList();
    }
  }

  private static boolean isReport(Path path) {
    String name = path.getFileName().toString();
    return path.getParent().endsWith("target/surefire-reports")
        && name.startsWith("TEST-")
        && name.endsWith(".xml");
  }

  private static void read(Path report, List<Timing> timings)
      throws IOException, XMLStreamException {
    try (var in = Files.newInputStream(report)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("testcase")) {
          String type = xml.getAttributeValue(null, "classname");
          String test = type.substring(type.lastIndexOf('.') + 1);
          String seconds = xml.getAttributeValue(null, "time").replace(",", "");
          timings.add(
              new Timing(
                  test + "." + xml.getAttributeValue(null, "name"), Double.parseDouble(seconds)));
        }
      }
    }
  }

  private static void print(List<Timing> timings) {
    if (timings.isEmpty()) {
      return;
    }
    double total = timings.stream().mapToDouble(Timing::seconds).sum();
    System.out.printf(
        Locale.ROOT, "The slowest of %d tests, which took %.1f s:%n", timings.size(), total);
    timings.stream()
        .sorted(Comparator.comparingDouble(Timing::seconds).reversed())
        .limit(SHOWN)
        .forEach(t -> System.out.printf(Locale.ROOT, "%8.2f s  %s%n", t.seconds(), t.test()));
  }
}
