package org.medchain.trace;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.faults.mutants.SourceMutant;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

/** Schedules played with a planted defect in the code, or without one, their traces kept. */
public final class PatchedSchedules implements AutoCloseable {
  private final URLClassLoader loader;

  private PatchedSchedules(URLClassLoader loader) {
    this.loader = loader;
  }

  /** Compiles the patched sources; what plays is loaded with them in front. */
  static PatchedSchedules of(SourceMutant mutant, Path empty) throws IOException {
    Path classes = mutant.compile(TraceTestFiles.HOME.toAbsolutePath(), empty);
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(path).toUri().toURL());
    }
    // Under the JDK's own loader, so that nothing comes from the class path of this test.
    ClassLoader jdk = ClassLoader.getPlatformClassLoader();
    return new PatchedSchedules(new URLClassLoader(urls.toArray(URL[]::new), jdk));
  }

  /** Plays with the defect; the result is that of {@link #record}. */
  String play(String kind, long seed, Path trace) throws ReflectiveOperationException {
    return (String)
        loader
            .loadClass(PatchedSchedules.class.getName())
            .getMethod("record", String.class, long.class, String.class)
            .invoke(null, kind, seed, trace.toString());
  }

  /** Plays with the code beside; returns the oracle that found a violation, or nothing. */
  public static String record(String kind, long seed, String trace) throws IOException {
    SchedulePlan plan =
        kind.isEmpty() ? SchedulePlan.of(seed) : SchedulePlan.of(ScheduleKind.valueOf(kind), seed);
    List<String> lines = new ArrayList<>();
    String oracle;
    try {
      oracle =
          ScheduleTrial.trace(plan, lines::add).violation().map(OracleViolation::oracle).orElse("");
    } catch (IllegalArgumentException e) {
      oracle = "STEP"; // the state machine of a host takes the next block only
    }
    Files.write(Path.of(trace), lines);
    return oracle;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
