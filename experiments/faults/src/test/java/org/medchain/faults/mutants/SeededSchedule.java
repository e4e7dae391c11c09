package org.medchain.faults.mutants;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

/** The oracles' result for one seed, loaded by name together with a mutant's classes. */
public final class SeededSchedule {
  private SeededSchedule() {}

  /**
   * Plays the schedule of a seed.
   *
   * @param kind as in {@link ScheduleKind}; empty where the seed draws it
   * @return the oracle that found a violation, e.g. AG; empty if none did
   */
  public static Optional<String> violation(String kind, long seed) {
    SchedulePlan plan =
        kind.isEmpty() ? SchedulePlan.of(seed) : SchedulePlan.of(ScheduleKind.valueOf(kind), seed);
    return ScheduleTrial.run(plan).violation().map(OracleViolation::oracle);
  }

  /** The same with these classes first on the class path, in the schedules of a mutant. */
  static Object judged(List<Path> classes, SourceMutant mutant, long seed)
      throws IOException, ReflectiveOperationException {
    String kind = mutant.kind().map(Enum::name).orElse("");
    return call(classes, SeededSchedule.class, "violation", kind, seed);
  }

  /** What a public static method returns that is loaded with these classes in front. */
  static Object call(List<Path> classes, Class<?> type, String method, Object... arguments)
      throws IOException, ReflectiveOperationException {
    List<URL> urls = new ArrayList<>();
    for (Path each : classes) {
      urls.add(each.toUri().toURL());
    }
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    // Under the JDK's own loader, so that nothing comes from the class path of this test.
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), jdk)) {
      thread.setContextClassLoader(loader);
      return Stream.of(loader.loadClass(type.getName()).getMethods())
          .filter(each -> each.getName().equals(method))
          .findFirst()
          .orElseThrow()
          .invoke(null, arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
